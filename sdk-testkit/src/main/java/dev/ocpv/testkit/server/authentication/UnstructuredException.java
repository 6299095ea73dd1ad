package dev.ocpv.testkit.server.authentication;

/** A request that fails with plain text, as what the real server has no words for does. */
public final class UnstructuredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the whole body of the answer. */
    public UnstructuredException(String body) {
        super(body, null, false, false);
    }

    /** {@return the body of the answer} */
    public String body() {
        return String.valueOf(getMessage());
    }
}
