package dev.ocpv.live;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the terms of a required node affinity, of which one must match. */
record NodeTerm(List<NodeExpression> expressions) {

    static NodeTerm of(NodeSelectorTerm term) {
        var labels = term.getMatchExpressions() == null
                ? Stream.<NodeExpression>empty()
                : term.getMatchExpressions().stream().map(NodeExpression::onLabel);
        var fields = term.getMatchFields() == null
                ? Stream.<NodeExpression>empty()
                : term.getMatchFields().stream().map(NodeExpression::onField);
        return new NodeTerm(Stream.concat(labels, fields).toList());
    }

    /** Whether all expressions match; a term that says nothing, or says it wrongly, matches no node. */
    boolean matches(Node node, Map<String, String> labels) {
        return !expressions.isEmpty()
                && problem().isEmpty()
                && expressions.stream()
                        .allMatch(
                                e -> e.matches(e.onField() ? node.getMetadata().getName() : labels.get(e.key())));
    }

    Optional<String> problem() {
        return NodeExpression.first(expressions.stream(), NodeExpression::problem);
    }

    @Override
    public String toString() {
        return expressions.isEmpty()
                ? "an empty term"
                : expressions.stream().map(NodeExpression::toString).collect(joining(" and "));
    }
}
