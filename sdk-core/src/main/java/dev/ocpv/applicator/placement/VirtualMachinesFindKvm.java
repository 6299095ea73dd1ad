package dev.ocpv.applicator.placement;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import io.fabric8.kubernetes.api.model.Node;

/** PLC-022: without KVM on a node virt-handler runs there and no virtual machine does. */
record VirtualMachinesFindKvm() implements Rule<WorkloadPlacement> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-022", Severity.WARNING, "a chosen node is known to have KVM");
    }

    @Override
    public void check(WorkloadPlacement spec, Context context, Findings findings) {
        var live = context.live();
        var nodes = HyperConvergeds.workloadNodes(spec.placement(), live);
        var known = live.nodes().stream()
                .filter(node -> nodes.contains(node.getMetadata().getName()))
                .map(VirtualMachinesFindKvm::kvm)
                .toList();
        if (!known.isEmpty() && known.stream().allMatch("0"::equals)) {
            findings.report(
                    info(),
                    "",
                    "none of %s offers devices.kubevirt.io/kvm".formatted(String.join(", ", nodes)),
                    "choose nodes with hardware virtualization, and switch it on in their firmware");
        }
    }

    private static String kvm(Node node) {
        var status = node.getStatus();
        var quantity = status == null || status.getAllocatable() == null
                ? null
                : status.getAllocatable().get("devices.kubevirt.io/kvm");
        return quantity == null ? "unknown" : quantity.getAmount();
    }
}
