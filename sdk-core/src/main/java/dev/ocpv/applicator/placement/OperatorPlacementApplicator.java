package dev.ocpv.applicator.placement;

import dev.ocpv.internal.operand.OperandRules;
import dev.ocpv.internal.operand.Operands;
import dev.ocpv.internal.placement.PlacementRules;
import dev.ocpv.internal.placement.Placements;
import dev.ocpv.internal.placement.Where;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.olm.v1alpha1.Subscription;
import dev.ocpv.model.olm.v1alpha1.SubscriptionSpec;
import dev.ocpv.model.olm.v1alpha1.subscriptionspec.Config;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.placement.OperatorPlacement;
import dev.ocpv.spec.placement.Placement;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Renders an {@link OperatorPlacement} into the Subscription, from where OLM merges it into the operator Deployments. */
final class OperatorPlacementApplicator implements Applicator<OperatorPlacement> {
    private static final FieldPath FIELD = FieldPath.of("spec", "config");
    private static final FieldPath POD = FieldPath.of("spec", "template", "spec");

    @Override
    public Class<OperatorPlacement> specType() {
        return OperatorPlacement.class;
    }

    @Override
    public List<Rule<OperatorPlacement>> rules() {
        var rules = new ArrayList<Rule<OperatorPlacement>>();
        rules.addAll(PlacementRules.of(new Where<>("", false, spec -> Optional.of(spec.placement()))));
        rules.add(OperandRules.served("operators.coreos.com/v1alpha1"));
        rules.addAll(List.of(
                new SubscriptionExists(), new OperatorsFitMergedPlacement(), new EmptyPodAntiAffinityIsMeant()));
        return rules;
    }

    @Override
    public List<HasMetadata> render(OperatorPlacement spec, LiveState live) {
        var config = Placements.as(Config.class, spec.placement());
        return live.subscription().stream()
                .<HasMetadata>map(found -> subscription(found, new SubscriptionSpec().withConfig(config)))
                .toList();
    }

    private static Subscription subscription(Subscription found, SubscriptionSpec spec) {
        var meta = found.getMetadata();
        var resource = new Subscription();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .build());
        resource.setSpec(spec);
        return resource;
    }

    @Override
    public List<Impact> impacts(OperatorPlacement spec, LiveState live, Change change) {
        if (change.fields().stream().noneMatch(field -> field.path().isWithin(FIELD))) {
            return List.of();
        }
        var effect = "roll out: OLM " + merge(spec.placement());
        var operatorsByMove = new LinkedHashMap<Impact, List<String>>();
        for (var operator : OlmOperators.deployments(live)) {
            var before = Placements.names(OlmOperators.now(operator), live.nodes());
            var after = Placements.names(OlmOperators.merged(operator, spec.placement()), live.nodes());
            operatorsByMove
                    .computeIfAbsent(Placements.move("", effect, before, after), move -> new ArrayList<>())
                    .add(operator.getMetadata().getName());
        }
        return operatorsByMove.entrySet().stream()
                .map(group -> new Impact(
                        String.join(", ", group.getValue()),
                        effect,
                        group.getKey().gained(),
                        group.getKey().lost()))
                .toList();
    }

    private static String merge(Placement placement) {
        var parts = new ArrayList<String>();
        if (!placement.nodeSelector().isEmpty()) {
            parts.add("replaces their node selector");
        }
        if (placement.affinity().isPresent()) {
            parts.add("replaces the given parts of their affinity");
        }
        if (!placement.tolerations().isEmpty()) {
            parts.add("adds the tolerations to their own");
        }
        return String.join(", ", parts);
    }

    @Override
    public List<Check> checks(OperatorPlacement spec, LiveState live) {
        var checks = new ArrayList<Check>();
        live.subscription().ifPresent(subscription -> {
            // "AtLatestKnown" comes as soon as the CSV exists, so only the CSV itself tells when OLM is done.
            var csv = subscription.getStatus() == null
                    ? null
                    : subscription.getStatus().getInstalledCSV();
            if (csv != null) {
                var namespace = subscription.getMetadata().getNamespace();
                checks.add(Checks.field(
                        ResourceRef.namespaced(
                                "operators.coreos.com/v1alpha1", "ClusterServiceVersion", namespace, csv),
                        FieldPath.of("status", "phase"),
                        "Succeeded"));
            }
        });
        OlmOperators.deployments(live).forEach(operator -> checks.addAll(checks(operator, spec.placement(), live)));
        return checks;
    }

    private static List<Check> checks(Deployment operator, Placement placement, LiveState live) {
        var ref = Operands.ref(operator);
        var wanted = Placements.document(placement);
        var checks = new ArrayList<Check>();
        if (!placement.nodeSelector().isEmpty()) {
            checks.add(Checks.field(ref, POD.child("nodeSelector"), placement.nodeSelector()));
        }
        if (wanted.get("tolerations") instanceof List<?> tolerations) {
            checks.add(Checks.includes(ref, POD.child("tolerations"), tolerations));
        }
        placement.affinity().map(Affinity::getNodeAffinity).ifPresent(nodes -> {
            var path = POD.child("affinity").child("nodeAffinity");
            checks.add(Checks.carries(ref, path, Documents.of(nodes)));
        });
        checks.add(Checks.rolledOut(ref));
        checks.add(Checks.podsOn(ref, Placements.names(OlmOperators.merged(operator, placement), live.nodes()), false));
        return checks;
    }
}
