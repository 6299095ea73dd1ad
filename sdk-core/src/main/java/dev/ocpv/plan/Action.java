package dev.ocpv.plan;

/** What a change does to its resource. */
public enum Action {
    /** The resource does not exist yet. */
    CREATE("+"),
    /** Some fields of the resource change. */
    UPDATE("~"),
    /** The resource goes. */
    DELETE("-"),
    /** The resource is as desired; nothing is written. */
    NONE(" ");

    private final String sign;

    Action(String sign) {
        this.sign = sign;
    }

    /** {@return the mark that a diff puts in front} */
    public String sign() {
        return sign;
    }
}
