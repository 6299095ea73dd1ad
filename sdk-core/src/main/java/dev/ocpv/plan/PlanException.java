package dev.ocpv.plan;

import dev.ocpv.report.SdkException;

/** The cluster would not take the plan as it is; the message says why. Nothing was written. */
public final class PlanException extends SdkException {
    private static final long serialVersionUID = 1L;
    private final transient Plan plan;

    PlanException(Plan plan) {
        super(plan.explain());
        this.plan = plan;
    }

    /** {@return the plan with its findings} */
    public Plan plan() {
        return plan;
    }
}
