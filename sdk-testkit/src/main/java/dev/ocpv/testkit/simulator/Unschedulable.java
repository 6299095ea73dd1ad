package dev.ocpv.testkit.simulator;

import static java.util.stream.Collectors.joining;

import dev.ocpv.live.NodeMatcher;
import dev.ocpv.live.NodeMismatch;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.TreeMap;

/** What the scheduler says of a pod that fits nowhere. */
final class Unschedulable {

    private Unschedulable() {}

    static String message(NodeMatcher matcher, List<Node> nodes) {
        var counts = new TreeMap<String, Integer>();
        for (var node : nodes) {
            matcher.mismatch(node).ifPresent(mismatch -> counts.merge(text(mismatch), 1, Integer::sum));
        }
        var reasons = counts.entrySet().stream()
                .map(entry -> "%d node(s) %s".formatted(entry.getValue(), entry.getKey()))
                .collect(joining(", "));
        return "0/%d nodes are available: %s.".formatted(nodes.size(), reasons);
    }

    private static String text(NodeMismatch mismatch) {
        if (mismatch.cause() != NodeMismatch.Cause.TAINT) {
            return "didn't match Pod's node affinity/selector";
        }
        var taint = mismatch.reason().substring(mismatch.reason().lastIndexOf(' ') + 1);
        return "had untolerated taint {%s}".formatted(taint.substring(0, taint.lastIndexOf(':')));
    }
}
