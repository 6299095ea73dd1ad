package dev.ocpv.testkit.server.smd;

/** A managedFields entry that cannot be read. */
public final class MalformedFieldsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFieldsException(String message) {
        super(message);
    }
}
