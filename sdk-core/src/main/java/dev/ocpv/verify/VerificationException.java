package dev.ocpv.verify;

import dev.ocpv.report.SdkException;

/** The cluster did not come to be as desired in time; the message says what is missing. */
public final class VerificationException extends SdkException {
    private static final long serialVersionUID = 1L;
    private final transient Verification verification;

    VerificationException(Verification verification) {
        super(verification.explain());
        this.verification = verification;
    }

    /** {@return the result of every check} */
    public Verification verification() {
        return verification;
    }
}
