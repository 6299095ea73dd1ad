package dev.ocpv.applicator.placement;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.placement.Placements;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.placement.InfraPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** PLC-021: any infra placement, even tolerations alone, drops the built-in affinity to the control plane. */
record ControlPlaneDefaultIsGivenUp() implements Rule<InfraPlacement> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-021", Severity.WARNING, "giving up the control-plane default is meant");
    }

    @Override
    public void check(InfraPlacement spec, Context context, Findings findings) {
        var live = context.live();
        var unset = Placements.isEmpty(HyperConvergeds.infra(HyperConvergeds.document(live)));
        var tolerationsAlone = !spec.placement().tolerations().isEmpty()
                && spec.placement().nodeSelector().isEmpty()
                && spec.placement().affinity().isEmpty();
        if (live.hyperConverged().isPresent() && unset && tolerationsAlone) {
            findings.report(
                    info(),
                    "",
                    "without any infra placement virt-api and virt-controller require control-plane nodes; with tolerations alone they go anywhere",
                    "add a nodeSelector or a node affinity for the nodes that you mean");
        }
    }
}
