package dev.ocpv.applicator.density;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** DEN-001: the schema refuses less: 1 up to release 4.18, 10 from 4.19 on. */
record PercentageIsAllowed() implements Rule<MemoryOvercommit> {
    private static final int TEN = 10;
    private static final int FIRST_WITH_TEN = 19;

    @Override
    public RuleInfo info() {
        return new RuleInfo("DEN-001", Severity.ERROR, "the percentage is not below the minimum");
    }

    @Override
    public void check(MemoryOvercommit spec, Context context, Findings findings) {
        var release = HyperConvergeds.release(context.live());
        int least = release.filter(some -> !some.isAtLeast(FIRST_WITH_TEN)).isPresent() ? 1 : TEN;
        if (spec.percentage() < least) {
            findings.report(
                    info(),
                    "percentage",
                    "%d is below %d, the minimum of %s"
                            .formatted(
                                    spec.percentage(),
                                    least,
                                    release.map(some -> "release " + some).orElse("current releases")),
                    "use 100 for no overcommit, or for example 150");
        }
    }
}
