package dev.ocpv.report;

/** The root of everything this library throws; subclasses carry the result that explains them. */
public class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For a failure that this library found itself. */
    public SdkException(String message) {
        super(message);
    }

    /** For a failure that something below caused. */
    public SdkException(String message, Throwable cause) {
        super(message, cause);
    }
}
