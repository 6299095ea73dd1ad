package dev.ocpv.apply;

import dev.ocpv.report.SdkException;

/** Something changed since the plan was made; the message says what. Nothing was written. */
public final class StalePlanException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** For a plan that no longer fits the cluster. */
    public StalePlanException(String message) {
        super(message);
    }
}
