package dev.ocpv.testkit.transport;

import java.io.IOException;

/** What came in is not HTTP that this door can follow; it answers and closes the connection. */
final class BadRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
