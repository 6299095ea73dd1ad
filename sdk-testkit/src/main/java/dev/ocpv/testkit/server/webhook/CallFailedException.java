package dev.ocpv.testkit.server.webhook;

/** A webhook that gave no usable answer. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what went wrong. */
    public CallFailedException(String words) {
        super(words, null, false, false);
    }

    /** {@return what went wrong} */
    public String words() {
        return String.valueOf(getMessage());
    }
}
