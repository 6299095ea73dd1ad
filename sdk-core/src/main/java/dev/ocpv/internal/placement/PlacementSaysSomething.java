package dev.ocpv.internal.placement;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** PLC-001: an empty placement would be taken for "as it is" by one operator and for "anywhere" by the next. */
record PlacementSaysSomething<S extends Spec>(Where<S> where) implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-001", Severity.ERROR, "a placement names nodes");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        where.of(spec)
                .filter(Placements::isEmpty)
                .ifPresent(found -> findings.report(
                        info(),
                        where.whole(),
                        "the placement is empty; it takes a nodeSelector, an affinity or tolerations",
                        "say which nodes, or leave the section out to keep the placement as it is"));
    }
}
