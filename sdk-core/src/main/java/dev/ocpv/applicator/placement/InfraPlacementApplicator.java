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
import dev.ocpv.spec.placement.InfraPlacement;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Renders an {@link InfraPlacement} into the HyperConverged, which hands it to every operand that has shared services. */
final class InfraPlacementApplicator implements Applicator<InfraPlacement> {
    private static final FieldPath FIELD = FieldPath.of("spec", "infra");

    @Override
    public Class<InfraPlacement> specType() {
        return InfraPlacement.class;
    }

    @Override
    public List<Rule<InfraPlacement>> rules() {
        var rules = new ArrayList<Rule<InfraPlacement>>();
        rules.addAll(PlacementRules.of(new Where<>("", false, spec -> Optional.of(spec.placement()))));
        rules.addAll(OperandRules.hyperConverged());
        rules.add(new ControlPlaneDefaultIsGivenUp());
        return rules;
    }

    @Override
    public List<HasMetadata> render(InfraPlacement spec, LiveState live) {
        var placement = Placements.as(NodePlacement.class, spec.placement());
        return List.of(HyperConvergeds.of(
                live, new HyperConvergedSpec().withInfra(infra -> infra.withNodePlacement(placement))));
    }

    @Override
    public List<Impact> impacts(InfraPlacement spec, LiveState live, Change change) {
        if (change.fields().stream().noneMatch(field -> field.path().isWithin(FIELD))) {
            return List.of();
        }
        var before = HyperConvergeds.infra(change.write().before().document());
        var after = HyperConvergeds.infra(change.write().predicted());
        return List.of(
                Placements.move(
                        String.join(", ", Operands.CORE_SERVICES),
                        "roll out",
                        HyperConvergeds.infraNodes(before, live),
                        HyperConvergeds.infraNodes(after, live)),
                Placements.move(
                        "CDI, template validator and the other shared services",
                        "roll out",
                        Placements.names(Placements.matcher(before), live.nodes()),
                        Placements.names(Placements.matcher(after), live.nodes())));
    }

    @Override
    public List<Check> checks(InfraPlacement spec, LiveState live) {
        var value = Placements.document(spec.placement());
        var checks = new ArrayList<Check>();
        checks.add(Operands.healthy(live));
        checks.addAll(Operands.kubeVirt(live, FIELD.child("nodePlacement"), value));
        checks.addAll(Operands.cdi(live, FIELD, value));
        checks.addAll(Operands.networkAddons(live, FieldPath.of("spec", "placementConfiguration", "infra"), value));
        checks.addAll(Operands.ssp(live, FieldPath.of("spec", "templateValidator", "placement"), value));
        var nodes = HyperConvergeds.infraNodes(spec.placement(), live);
        Stream.concat(Operands.CORE_SERVICES.stream(), Operands.OTHER_SERVICES.stream())
                .flatMap(name -> Operands.deployment(live, name).stream())
                .forEach(service -> {
                    checks.add(Checks.rolledOut(service));
                    checks.add(Checks.podsOn(service, nodes, false));
                });
        return checks;
    }
}
