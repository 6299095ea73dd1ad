package dev.ocpv.internal.placement;

import dev.ocpv.live.LiveState;
import dev.ocpv.live.NodeMatcher;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** PLC-005: a placement without a node is accepted everywhere, and the pods just stay pending. */
record PlacementMatchesNodes<S extends Spec>(Where<S> where) implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-005", Severity.ERROR, "at least one node fits the placement");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        where.forNodes(spec, context.live()).ifPresent(found -> {
            var matcher = where.matcher(found);
            if (matcher.matching(context.live().nodes()).isEmpty()) {
                findings.report(
                        info(),
                        where.whole(),
                        "no node fits: " + reasons(matcher, context.live()),
                        "label or untaint the nodes first, or correct the placement");
            }
        });
    }

    private static String reasons(NodeMatcher matcher, LiveState live) {
        var nodesByReason = new LinkedHashMap<String, List<String>>();
        for (var node : live.nodes()) {
            matcher.mismatch(node)
                    .ifPresent(mismatch -> nodesByReason
                            .computeIfAbsent(mismatch.reason(), reason -> new ArrayList<>())
                            .add(node.getMetadata().getName()));
        }
        return nodesByReason.entrySet().stream()
                .map(group -> String.join(", ", group.getValue()) + " " + group.getKey())
                .collect(Collectors.joining("; "));
    }
}
