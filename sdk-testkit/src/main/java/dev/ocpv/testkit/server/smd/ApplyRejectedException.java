package dev.ocpv.testkit.server.smd;

/** An applied configuration that is refused as a bad request (400) with this text. */
public final class ApplyRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ApplyRejectedException(String message) {
        super(message);
    }
}
