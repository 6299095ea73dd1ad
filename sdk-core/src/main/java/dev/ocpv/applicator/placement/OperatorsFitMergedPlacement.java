package dev.ocpv.applicator.placement;

import dev.ocpv.internal.placement.Placements;
import dev.ocpv.live.LiveState;
import dev.ocpv.live.NodeMatcher;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.placement.OperatorPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.stream.Collectors;

/** PLC-010: OLM merges the config with what the CSV says, and from 4.21 on the CSV pins virt-operator to the control plane. */
record OperatorsFitMergedPlacement() implements Rule<OperatorPlacement> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-010", Severity.ERROR, "every operator fits a node after OLM has merged");
    }

    @Override
    public void check(OperatorPlacement spec, Context context, Findings findings) {
        var live = context.live();
        var alone = Placements.matcher(spec.placement());
        if (!alone.problems().isEmpty() || alone.matching(live.nodes()).isEmpty()) {
            return;
        }
        for (var operator : OlmOperators.deployments(live)) {
            var merged = OlmOperators.merged(operator, spec.placement());
            if (merged.matching(live.nodes()).isEmpty()) {
                findings.report(
                        info(),
                        "",
                        "%s fits no node: its CSV has its own placement, and %s"
                                .formatted(operator.getMetadata().getName(), reason(merged, alone, live)),
                        "give a node affinity as well, which replaces the CSV's, or keep the operators where the CSV wants them");
            }
        }
    }

    private static String reason(NodeMatcher merged, NodeMatcher alone, LiveState live) {
        return alone.matching(live.nodes()).stream()
                .flatMap(
                        node -> merged
                                .mismatch(node)
                                .map(mismatch -> node.getMetadata().getName() + " " + mismatch.reason())
                                .stream())
                .collect(Collectors.joining("; "));
    }
}
