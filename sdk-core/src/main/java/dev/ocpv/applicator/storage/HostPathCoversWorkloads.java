package dev.ocpv.applicator.storage;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.placement.Placements;
import dev.ocpv.live.LiveState;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.placement.Placement;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.ArrayList;

/** STO-024: a virtual machine with a host path disk cannot start on a node without the provisioner. */
record HostPathCoversWorkloads() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-024", Severity.ERROR, "host path storage is on every node that runs virtual machines");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        var live = context.live();
        if (live.nodes().isEmpty()
                || spec.placement().filter(found -> !sound(found, live)).isPresent()) {
            return;
        }
        var workloads = context.desired()
                .specs(WorkloadPlacement.class)
                .findFirst()
                .map(WorkloadPlacement::placement)
                .orElseGet(() -> HyperConvergeds.workloads(HyperConvergeds.document(live)));
        var missing = new ArrayList<>(HyperConvergeds.workloadNodes(workloads, live));
        missing.removeAll(HostPathNodes.of(
                spec.placement().orElseGet(() -> Placement.builder().build()), live));
        if (!missing.isEmpty()) {
            findings.report(
                    info(),
                    "placement",
                    "%s can run virtual machines but would not have the pools".formatted(String.join(", ", missing)),
                    "give host path storage the placement of the workloads, or narrow that of the workloads");
        }
    }

    private static boolean sound(Placement found, LiveState live) {
        var matcher = Placements.matcher(found);
        return matcher.problems().isEmpty()
                && !matcher.asDaemonSet(false).matching(live.nodes()).isEmpty();
    }
}
