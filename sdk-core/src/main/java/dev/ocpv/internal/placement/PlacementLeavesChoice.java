package dev.ocpv.internal.placement;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** PLC-006: shared services run twice and virtual machines migrate only if there are two nodes. */
record PlacementLeavesChoice<S extends Spec>(Where<S> where) implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-006", Severity.WARNING, "at least two nodes fit the placement");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        where.forNodes(spec, context.live())
                .filter(found -> context.live().nodes().size() > 1)
                .map(found -> where.matcher(found).matching(context.live().nodes()))
                .filter(fitting -> fitting.size() == 1)
                .ifPresent(fitting -> findings.report(
                        info(),
                        where.whole(),
                        "only %s fits; when it is down, nothing takes over"
                                .formatted(fitting.get(0).getMetadata().getName()),
                        "let at least two nodes fit"));
    }
}
