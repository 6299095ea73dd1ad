package dev.ocpv.testkit.server.smd;

/** A value does not fit the schema of server-side apply; a kube-apiserver answers 500 with this text and no reason. */
public final class TypingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TypingException(String message) {
        super(message);
    }
}
