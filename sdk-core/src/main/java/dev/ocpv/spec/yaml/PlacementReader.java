package dev.ocpv.spec.yaml;

import dev.ocpv.spec.placement.Placement;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads placements; their affinity follows the schema of Kubernetes, key by key. */
final class PlacementReader {
    static final Set<String> KEYS = ordered("nodeSelector", "affinity", "tolerations");
    private static final Set<String> TOLERATION = ordered("key", "operator", "value", "effect", "tolerationSeconds");
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private PlacementReader() {}

    static Set<String> ordered(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }

    static Placement read(Section section) {
        var placement = Placement.builder().putAllNodeSelector(section.labels("nodeSelector"));
        affinity(section).ifPresent(placement::affinity);
        return placement
                .addAllTolerations(section.list("tolerations", TOLERATION, item -> Optional.of(toleration(item))))
                .build();
    }

    private static Toleration toleration(Section item) {
        var toleration = new Toleration();
        item.text("key").ifPresent(toleration::setKey);
        item.text("operator").ifPresent(toleration::setOperator);
        item.text("value").ifPresent(toleration::setValue);
        item.text("effect").ifPresent(toleration::setEffect);
        item.longNumber("tolerationSeconds").ifPresent(toleration::setTolerationSeconds);
        return toleration;
    }

    private static Optional<Affinity> affinity(Section section) {
        return section.section("affinity", ordered("nodeAffinity", "podAffinity", "podAntiAffinity"))
                .map(affinity -> {
                    var shape = new ModelShape();
                    affinity.section("nodeAffinity", ordered(REQUIRED, PREFERRED))
                            .ifPresent(nodes -> shape.put("nodeAffinity", nodes(nodes)));
                    for (var kind : List.of("podAffinity", "podAntiAffinity")) {
                        affinity.section(kind, ordered(REQUIRED, PREFERRED))
                                .ifPresent(pods -> shape.put(kind, pods(pods)));
                    }
                    return Serialization.unmarshal(Serialization.asJson(shape.map()), Affinity.class);
                });
    }

    private static ModelShape nodes(Section nodes) {
        var shape = new ModelShape();
        nodes.section(REQUIRED, ordered("nodeSelectorTerms"))
                .ifPresent(required -> shape.put(
                        REQUIRED,
                        new ModelShape()
                                .put(
                                        "nodeSelectorTerms",
                                        required.list("nodeSelectorTerms", TERM, PlacementReader::term))));
        shape.putIfAny(PREFERRED, nodes.list(PREFERRED, ordered("weight", "preference"), item -> {
            var weighted = new ModelShape();
            item.longNumber("weight").ifPresent(weight -> weighted.put("weight", weight));
            item.section("preference", TERM)
                    .flatMap(PlacementReader::term)
                    .ifPresent(term -> weighted.put("preference", term));
            return Optional.of(weighted);
        }));
        return shape;
    }

    private static final Set<String> TERM = ordered("matchExpressions", "matchFields");
    private static final Set<String> EXPRESSION = ordered("key", "operator", "values");

    private static Optional<ModelShape> term(Section term) {
        return Optional.of(new ModelShape()
                .putIfAny("matchExpressions", term.list("matchExpressions", EXPRESSION, PlacementReader::expression))
                .putIfAny("matchFields", term.list("matchFields", EXPRESSION, PlacementReader::expression)));
    }

    private static Optional<ModelShape> expression(Section item) {
        var shape = new ModelShape();
        item.text("key").ifPresent(key -> shape.put("key", key));
        item.text("operator").ifPresent(operator -> shape.put("operator", operator));
        return Optional.of(shape.putIfAny("values", item.texts("values")));
    }

    private static ModelShape pods(Section pods) {
        var shape = new ModelShape();
        shape.putIfAny(REQUIRED, pods.list(REQUIRED, POD_TERM, PlacementReader::podTerm));
        shape.putIfAny(PREFERRED, pods.list(PREFERRED, ordered("weight", "podAffinityTerm"), item -> {
            var weighted = new ModelShape();
            item.longNumber("weight").ifPresent(weight -> weighted.put("weight", weight));
            item.section("podAffinityTerm", POD_TERM)
                    .flatMap(PlacementReader::podTerm)
                    .ifPresent(term -> weighted.put("podAffinityTerm", term));
            return Optional.of(weighted);
        }));
        return shape;
    }

    private static final Set<String> POD_TERM = ordered(
            "labelSelector", "namespaceSelector", "namespaces", "topologyKey", "matchLabelKeys", "mismatchLabelKeys");

    private static Optional<ModelShape> podTerm(Section term) {
        var shape = new ModelShape();
        for (var selector : List.of("labelSelector", "namespaceSelector")) {
            term.section(selector, ordered("matchLabels", "matchExpressions"))
                    .ifPresent(found -> shape.put(selector, labelSelector(found)));
        }
        for (var names : List.of("namespaces", "matchLabelKeys", "mismatchLabelKeys")) {
            shape.putIfAny(names, term.texts(names));
        }
        term.required("topologyKey").ifPresent(key -> shape.put("topologyKey", key));
        return Optional.of(shape);
    }

    private static ModelShape labelSelector(Section selector) {
        var shape = new ModelShape();
        var labels = selector.labels("matchLabels");
        if (!labels.isEmpty()) {
            shape.put("matchLabels", labels);
        }
        return shape.putIfAny(
                "matchExpressions", selector.list("matchExpressions", EXPRESSION, PlacementReader::expression));
    }
}
