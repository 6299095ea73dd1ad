package dev.ocpv.testkit.standalone;

/** What was asked for cannot be done; the message says what to do instead. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
