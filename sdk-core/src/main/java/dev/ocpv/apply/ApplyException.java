package dev.ocpv.apply;

import dev.ocpv.report.SdkException;

/** An apply stopped early; the message says where and why. */
public final class ApplyException extends SdkException {
    private static final long serialVersionUID = 1L;
    private final transient ApplyResult result;

    ApplyException(ApplyResult result) {
        super(result.explain());
        this.result = result;
    }

    /** {@return what was done, to be rolled back} */
    public ApplyResult result() {
        return result;
    }
}
