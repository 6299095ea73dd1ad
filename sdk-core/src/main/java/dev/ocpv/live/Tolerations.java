package dev.ocpv.live;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Taints against tolerations. */
record Tolerations(List<Toleration> list) {

    private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

    /** The first taint with one of these effects that nothing here tolerates. */
    Optional<Taint> untolerated(Node node, Set<String> effects) {
        return taints(node)
                .filter(taint -> effects.contains(taint.getEffect()))
                .filter(taint -> list.stream().noneMatch(toleration -> tolerates(toleration, taint)))
                .findFirst();
    }

    /** These, and what the DaemonSet controller adds to the pods that it makes. */
    Tolerations ofDaemonSet(boolean hostNetwork) {
        var noExecute = Stream.of("not-ready", "unreachable").map(key -> exists(key, "NoExecute"));
        var noSchedule = Stream.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")
                .map(key -> exists(key, "NoSchedule"));
        var network = hostNetwork ? Stream.of(exists("network-unavailable", "NoSchedule")) : Stream.<Toleration>empty();
        var added = Stream.of(noExecute, noSchedule, network).flatMap(s -> s);
        return new Tolerations(Stream.concat(list.stream(), added).toList());
    }

    Optional<String> problem() {
        return NodeExpression.first(list.stream(), Tolerations::problem);
    }

    private static Optional<String> problem(Toleration toleration) {
        var operator = orEmpty(toleration.getOperator());
        if (!Set.of("", "Equal", "Exists").contains(operator)) {
            return Optional.of("operator '%s' of a toleration is neither Equal nor Exists".formatted(operator));
        }
        if (orEmpty(toleration.getKey()).isEmpty() && !operator.equals("Exists")) {
            return Optional.of("a toleration without a key must use operator Exists");
        }
        if (operator.equals("Exists") && !orEmpty(toleration.getValue()).isEmpty()) {
            return Optional.of(
                    "a toleration with operator Exists takes no value, not '%s'".formatted(toleration.getValue()));
        }
        return problemOfEffect(toleration);
    }

    private static Optional<String> problemOfEffect(Toleration toleration) {
        var effect = orEmpty(toleration.getEffect());
        if (!Set.of("", "NoSchedule", "PreferNoSchedule", "NoExecute").contains(effect)) {
            return Optional.of(
                    "effect '%s' of a toleration is none of NoSchedule, PreferNoSchedule, NoExecute".formatted(effect));
        }
        return toleration.getTolerationSeconds() != null && !effect.equals("NoExecute")
                ? Optional.of("tolerationSeconds needs effect NoExecute")
                : Optional.empty();
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        var effect = orEmpty(toleration.getEffect());
        var key = orEmpty(toleration.getKey());
        if (!effect.isEmpty() && !effect.equals(taint.getEffect())) {
            return false;
        }
        return switch (orEmpty(toleration.getOperator())) {
            case "Exists" -> key.isEmpty() || key.equals(taint.getKey());
            case "", "Equal" ->
                key.equals(taint.getKey()) && orEmpty(toleration.getValue()).equals(orEmpty(taint.getValue()));
            default -> false;
        };
    }

    /** A cordoned node turns pods away like a tainted one, even before the taint has been written. */
    private static Stream<Taint> taints(Node node) {
        var spec = node.getSpec();
        if (spec == null) {
            return Stream.empty();
        }
        var written = spec.getTaints() == null ? List.<Taint>of() : spec.getTaints();
        var cordoned = Boolean.TRUE.equals(spec.getUnschedulable())
                && written.stream().noneMatch(taint -> UNSCHEDULABLE.equals(taint.getKey()));
        return cordoned
                ? Stream.concat(
                        written.stream(),
                        Stream.of(new TaintBuilder()
                                .withKey(UNSCHEDULABLE)
                                .withEffect("NoSchedule")
                                .build()))
                : written.stream();
    }

    private static Toleration exists(String key, String effect) {
        return new TolerationBuilder()
                .withKey("node.kubernetes.io/" + key)
                .withOperator("Exists")
                .withEffect(effect)
                .build();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
