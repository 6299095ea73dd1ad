package dev.ocpv.live;

import static java.util.stream.Collectors.joining;

import dev.ocpv.live.NodeMismatch.Cause;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells on which nodes a pod may run, as the scheduler's node filters do; what only scores is left out. */
public final class NodeMatcher {

    private static final Set<String> REPELLING = Set.of("NoSchedule", "NoExecute");

    private final Map<String, String> nodeSelector;
    private final Optional<List<NodeTerm>> required;
    private final Tolerations tolerations;

    private NodeMatcher(Map<String, String> nodeSelector, Optional<List<NodeTerm>> required, Tolerations tolerations) {
        this.nodeSelector = nodeSelector;
        this.required = required;
        this.tolerations = tolerations;
    }

    /** Null stands for what a placement leaves out, as the getters of the model have it. */
    public static NodeMatcher of(
            @Nullable Map<String, String> nodeSelector,
            @Nullable Affinity affinity,
            @Nullable List<Toleration> tolerations) {
        return new NodeMatcher(
                nodeSelector == null ? Map.of() : new TreeMap<>(nodeSelector),
                required(affinity),
                new Tolerations(tolerations == null ? List.of() : List.copyOf(tolerations)));
    }

    public static NodeMatcher of(PodSpec pod) {
        return of(pod.getNodeSelector(), pod.getAffinity(), pod.getTolerations());
    }

    /** As {@link #of(PodSpec)}, with the tolerations that the DaemonSet controller gives to every pod it makes. */
    public static NodeMatcher ofDaemonSet(PodSpec pod) {
        return of(pod).asDaemonSet(Boolean.TRUE.equals(pod.getHostNetwork()));
    }

    /** This placement with the tolerations that the DaemonSet controller gives to every pod it makes. */
    public NodeMatcher asDaemonSet(boolean hostNetwork) {
        return new NodeMatcher(nodeSelector, required, tolerations.ofDaemonSet(hostNetwork));
    }

    public boolean fits(Node node) {
        return mismatch(node).isEmpty();
    }

    /** {@return why a pod may not run on the node, or nothing when it may} */
    public Optional<NodeMismatch> mismatch(Node node) {
        return selectorMismatch(node).or(() -> affinityMismatch(node)).or(() -> taintMismatch(node));
    }

    /** {@return the nodes that fit, in the order given} */
    public List<Node> matching(Collection<Node> nodes) {
        return nodes.stream().filter(this::fits).toList();
    }

    /** {@return the taint that would drive a running pod off the node; labels that changed never do} */
    public Optional<Taint> evictedBy(Node node) {
        return tolerations.untolerated(node, Set.of("NoExecute"));
    }

    /** {@return what is syntactically wrong, at most one sentence for each expression or toleration} */
    public List<String> problems() {
        var pairs = nodeSelector.entrySet().stream()
                .map(pair ->
                        LabelSyntax.problemOfKey(pair.getKey()).or(() -> LabelSyntax.problemOfValue(pair.getValue())));
        var terms = required.stream().flatMap(List::stream).map(NodeTerm::problem);
        return Stream.of(pairs, terms, Stream.of(tolerations.problem()))
                .flatMap(all -> all)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<NodeMismatch> selectorMismatch(Node node) {
        var labels = labels(node);
        return nodeSelector.entrySet().stream()
                .filter(pair -> !pair.getValue().equals(labels.get(pair.getKey())))
                .findFirst()
                .map(pair -> new NodeMismatch(Cause.NODE_SELECTOR, selectorReason(pair, labels.get(pair.getKey()))));
    }

    private static String selectorReason(Map.Entry<String, String> pair, @Nullable String actual) {
        return actual == null
                ? "has no label %s=%s".formatted(pair.getKey(), pair.getValue())
                : "has label %s=%s, not %s".formatted(pair.getKey(), actual, pair.getValue());
    }

    private Optional<NodeMismatch> affinityMismatch(Node node) {
        var labels = labels(node);
        return required.filter(terms -> terms.stream().noneMatch(term -> term.matches(node, labels)))
                .map(terms -> new NodeMismatch(Cause.NODE_AFFINITY, affinityReason(terms)));
    }

    private static String affinityReason(List<NodeTerm> terms) {
        return terms.isEmpty()
                ? "a required node affinity without terms matches no node"
                : "does not match " + terms.stream().map(NodeTerm::toString).collect(joining(", or "));
    }

    private Optional<NodeMismatch> taintMismatch(Node node) {
        return tolerations
                .untolerated(node, REPELLING)
                .map(taint -> new NodeMismatch(Cause.TAINT, "has untolerated taint " + shown(taint)));
    }

    private static String shown(Taint taint) {
        return taint.getValue() == null || taint.getValue().isEmpty()
                ? taint.getKey() + ":" + taint.getEffect()
                : taint.getKey() + "=" + taint.getValue() + ":" + taint.getEffect();
    }

    private static Optional<List<NodeTerm>> required(@Nullable Affinity affinity) {
        return Optional.ofNullable(affinity)
                .map(Affinity::getNodeAffinity)
                .map(node -> node.getRequiredDuringSchedulingIgnoredDuringExecution())
                .map(selector -> selector.getNodeSelectorTerms() == null
                        ? List.of()
                        : selector.getNodeSelectorTerms().stream()
                                .map(NodeTerm::of)
                                .toList());
    }

    private static Map<String, String> labels(Node node) {
        var labels = node.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }
}
