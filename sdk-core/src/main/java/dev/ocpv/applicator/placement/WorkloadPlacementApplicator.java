package dev.ocpv.applicator.placement;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.operand.OperandRules;
import dev.ocpv.internal.operand.Operands;
import dev.ocpv.internal.placement.PlacementRules;
import dev.ocpv.internal.placement.Placements;
import dev.ocpv.internal.placement.Where;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec;
import dev.ocpv.model.hco.v1beta1.hyperconvergedspec.infra.NodePlacement;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders a {@link WorkloadPlacement} into the HyperConverged, which hands it to every operand that runs on the nodes of VMs. */
final class WorkloadPlacementApplicator implements Applicator<WorkloadPlacement> {
    private static final FieldPath FIELD = FieldPath.of("spec", "workloads");

    @Override
    public Class<WorkloadPlacement> specType() {
        return WorkloadPlacement.class;
    }

    @Override
    public List<Rule<WorkloadPlacement>> rules() {
        var rules = new ArrayList<Rule<WorkloadPlacement>>();
        rules.addAll(PlacementRules.of(new Where<>("", true, spec -> Optional.of(spec.placement()))));
        rules.addAll(OperandRules.hyperConverged());
        rules.addAll(List.of(new WorkloadsAreGone(), new VirtualMachinesFindKvm()));
        return rules;
    }

    @Override
    public List<HasMetadata> render(WorkloadPlacement spec, LiveState live) {
        var placement = Placements.as(NodePlacement.class, spec.placement());
        return List.of(HyperConvergeds.of(
                live, new HyperConvergedSpec().withWorkloads(workloads -> workloads.withNodePlacement(placement))));
    }

    @Override
    public List<Impact> impacts(WorkloadPlacement spec, LiveState live, Change change) {
        if (change.fields().stream().noneMatch(field -> field.path().isWithin(FIELD))) {
            return List.of();
        }
        var before = HyperConvergeds.workloadNodes(
                HyperConvergeds.workloads(change.write().before().document()), live);
        var after = HyperConvergeds.workloadNodes(
                HyperConvergeds.workloads(change.write().predicted()), live);
        var impacts = new ArrayList<Impact>();
        impacts.add(Placements.move("virt-handler", "restarts wherever it stays", before, after));
        if (!after.containsAll(before) && !live.virtualMachines().isEmpty()) {
            impacts.add(
                    Impact.of(
                            "virtual machines",
                            "those on nodes that drop out run on unattended: no migration, no restart, no metrics, until they are moved"));
        }
        return impacts;
    }

    @Override
    public List<Check> checks(WorkloadPlacement spec, LiveState live) {
        var value = Placements.document(spec.placement());
        var checks = new ArrayList<Check>();
        checks.add(Operands.healthy(live));
        checks.addAll(Operands.kubeVirt(live, FIELD.child("nodePlacement"), value));
        checks.addAll(Operands.cdi(live, FieldPath.of("spec", "workload"), value));
        checks.addAll(Operands.networkAddons(live, FieldPath.of("spec", "placementConfiguration", "workloads"), value));
        checks.add(Checks.rolledOut(Operands.virtHandler(live)));
        checks.add(
                Checks.podsOn(Operands.virtHandler(live), HyperConvergeds.workloadNodes(spec.placement(), live), true));
        return checks;
    }
}
