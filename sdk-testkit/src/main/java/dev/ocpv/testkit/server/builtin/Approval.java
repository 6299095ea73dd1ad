package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.schema.GoText;

/** What the annotation of a definition in one of the project's own groups says of its approval. */
public enum Approval {
    /** Nothing is said. */
    MISSING("False", "MissingAnnotation"),
    /** There is none, and a reason for it. */
    BYPASSED("False", "UnapprovedAnnotation"),
    /** There is an address where it was given. */
    APPROVED("True", "ApprovedAnnotation"),
    /** Something else. */
    INVALID("False", "InvalidAnnotation");

    /** The key of the annotation. */
    public static final String ANNOTATION = "api-approved.kubernetes.io";

    private static final String NEEDED = "protected groups must have approval annotation \"" + ANNOTATION + "\"";
    private static final String SEE = ", see https://github.com/kubernetes/enhancements/pull/1111";

    private final String conforms;
    private final String reason;

    Approval(String conforms, String reason) {
        this.conforms = conforms;
        this.reason = reason;
    }

    /** {@return whether definitions of a group need an approval} */
    public static boolean isNeededIn(String group) {
        return group.equals("k8s.io")
                || group.equals("kubernetes.io")
                || group.endsWith(".k8s.io")
                || group.endsWith(".kubernetes.io");
    }

    /** {@return what the value of the annotation says} */
    public static Approval of(String given) {
        if (given.isEmpty()) {
            return MISSING;
        }
        if (given.startsWith("unapproved")) {
            return BYPASSED;
        }
        return given.matches("[A-Za-z][A-Za-z0-9+.-]*://[^/]+.*") ? APPROVED : INVALID;
    }

    /** {@return the status of the condition that tells whether the definition conforms} */
    public String conforms() {
        return conforms;
    }

    /** {@return the reason of the same condition} */
    public String reason() {
        return reason;
    }

    /** {@return the same in words} */
    public String words(String given) {
        return switch (this) {
            case MISSING -> NEEDED + SEE;
            case BYPASSED -> "not approved: " + GoText.quote(given);
            case APPROVED -> "approved in " + given;
            case INVALID -> NEEDED + " with either a URL or a reason starting with \"unapproved\"" + SEE;
        };
    }
}
