package dev.ocpv.validate;

import dev.ocpv.report.SdkException;

/** The desired state has errors; the message lists all findings. */
public final class ValidationException extends SdkException {
    private static final long serialVersionUID = 1L;
    private final transient ValidationResult result;

    ValidationException(ValidationResult result) {
        super(result.explain());
        this.result = result;
    }

    /** {@return every finding} */
    public ValidationResult result() {
        return result;
    }
}
