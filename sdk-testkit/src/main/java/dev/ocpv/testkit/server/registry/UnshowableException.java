package dev.ocpv.testkit.server.registry;

/** A change that cannot be written in the form that a watch was asked for, which ends the watch without a word. */
public final class UnshowableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a message, since nobody sees it. */
    public UnshowableException() {
        super(null, null, false, false);
    }
}
