package dev.ocpv.rollback;

import dev.ocpv.report.SdkException;

/** Something could not be taken back; the message says what and why. */
public final class RollbackException extends SdkException {
    private static final long serialVersionUID = 1L;
    private final transient RollbackResult result;

    RollbackException(RollbackResult result) {
        super(result.explain());
        this.result = result;
    }

    /** {@return what was done and what was not} */
    public RollbackResult result() {
        return result;
    }
}
