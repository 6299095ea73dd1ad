package dev.ocpv.applicator.density;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** DEN-003: swap is made by machine configuration and not visible through the API. */
record SwapIsProvided() implements Rule<MemoryOvercommit> {
    private static final long NONE = 100;
    private static final long TWICE = 200;

    @Override
    public RuleInfo info() {
        return new RuleInfo("DEN-003", Severity.WARNING, "the nodes have swap for what is overcommitted");
    }

    @Override
    public void check(MemoryOvercommit spec, Context context, Findings findings) {
        var now = Documents.number(
                        HyperConvergeds.document(context.live()),
                        "spec",
                        "higherWorkloadDensity",
                        "memoryOvercommitPercentage")
                .orElse(NONE);
        if (spec.percentage() > NONE && spec.percentage() <= TWICE && spec.percentage() > now) {
            findings.report(
                    info(),
                    "percentage",
                    "not checked: whether each node has swap of %d %% of its memory"
                            .formatted(spec.percentage() - NONE),
                    "provide swap on the worker nodes first (KubeletConfig failSwapOn: false, MachineConfig for the swap file), then start or migrate the virtual machines");
        }
    }
}
