package dev.ocpv.applicator.density;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** DEN-002: below 100 wastes memory; above 200 more than half of it may have to come from swap. */
record PercentageIsSane() implements Rule<MemoryOvercommit> {
    private static final int TEN = 10;
    private static final int NONE = 100;
    private static final int TWICE = 200;

    @Override
    public RuleInfo info() {
        return new RuleInfo("DEN-002", Severity.WARNING, "the percentage is in the usual band");
    }

    @Override
    public void check(MemoryOvercommit spec, Context context, Findings findings) {
        if (spec.percentage() >= TEN && (spec.percentage() < NONE || spec.percentage() > TWICE)) {
            findings.report(
                    info(),
                    "percentage",
                    spec.percentage() < NONE
                            ? "%d makes each pod request more memory than its guest has".formatted(spec.percentage())
                            : "%d promises guests more than twice the memory of the nodes".formatted(spec.percentage()),
                    "use 100 to 200, unless it has been measured");
        }
    }
}
