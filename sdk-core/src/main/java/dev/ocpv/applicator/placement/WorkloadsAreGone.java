package dev.ocpv.applicator.placement;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.placement.Placements;
import dev.ocpv.internal.text.Words;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** PLC-020: the documentation forbids it and nothing in the cluster enforces it. */
record WorkloadsAreGone() implements Rule<WorkloadPlacement> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-020", Severity.ERROR, "workload placement changes while there are no workloads");
    }

    @Override
    public void check(WorkloadPlacement spec, Context context, Findings findings) {
        var live = context.live();
        int machines = live.virtualMachines().size();
        int volumes = live.dataVolumes().size();
        if (spec.allowWithWorkloads() || machines + volumes == 0 || holds(spec, live)) {
            return;
        }
        findings.report(
                info(),
                "",
                "it would change while %s and %s exist"
                        .formatted(Words.count(machines, "virtual machine"), Words.count(volumes, "data volume")),
                "remove them first, or set allowWithWorkloads: true after checking the plan for nodes that virt-handler loses");
    }

    private static boolean holds(WorkloadPlacement spec, LiveState live) {
        var now = Documents.object(HyperConvergeds.document(live), "spec", "workloads", "nodePlacement");
        return Placements.covers(now, Placements.document(spec.placement()));
    }
}
