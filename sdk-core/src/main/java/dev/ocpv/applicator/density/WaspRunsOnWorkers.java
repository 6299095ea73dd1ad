package dev.ocpv.applicator.density;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.placement.Placements;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.spec.placement.InfraPlacement;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.ArrayList;

/** DEN-004: the operator places wasp-agent by the infra placement, not by that of the workloads. */
record WaspRunsOnWorkers() implements Rule<MemoryOvercommit> {
    private static final int NONE = 100;
    private static final int FIRST_WITH_WASP = 20;

    @Override
    public RuleInfo info() {
        return new RuleInfo("DEN-004", Severity.WARNING, "wasp-agent runs where virtual machines run");
    }

    @Override
    public void check(MemoryOvercommit spec, Context context, Findings findings) {
        var live = context.live();
        var deployed = HyperConvergeds.release(live)
                .filter(release -> release.isAtLeast(FIRST_WITH_WASP))
                .isPresent();
        if (!deployed || spec.percentage() <= NONE) {
            return;
        }
        var hyperConverged = HyperConvergeds.document(live);
        var infra = context.desired()
                .specs(InfraPlacement.class)
                .findFirst()
                .map(InfraPlacement::placement)
                .orElseGet(() -> HyperConvergeds.infra(hyperConverged));
        var workloads = context.desired()
                .specs(WorkloadPlacement.class)
                .findFirst()
                .map(WorkloadPlacement::placement)
                .orElseGet(() -> HyperConvergeds.workloads(hyperConverged));
        var without = new ArrayList<>(HyperConvergeds.workloadNodes(workloads, live));
        without.removeAll(Placements.names(Placements.matcher(infra).asDaemonSet(false), live.nodes()));
        if (!without.isEmpty()) {
            findings.report(
                    info(),
                    "percentage",
                    "wasp-agent follows the infra placement, so it does not run on %s"
                            .formatted(String.join(", ", without)),
                    "let the infra placement cover these nodes, or set up swap limits for them by other means");
        }
    }
}
