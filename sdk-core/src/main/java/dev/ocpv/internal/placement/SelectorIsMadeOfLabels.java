package dev.ocpv.internal.placement;

import dev.ocpv.live.NodeMatcher;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.Map;

/** PLC-002: the API server and HyperConverged accept any text, and no node can ever carry it. */
record SelectorIsMadeOfLabels<S extends Spec>(Where<S> where) implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-002", Severity.ERROR, "a node selector is made of valid labels");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        where.of(spec)
                .ifPresent(
                        found -> found.nodeSelector()
                                .forEach(
                                        (key, value) -> NodeMatcher.of(Map.of(key, value), null, null)
                                                .problems()
                                                .forEach(
                                                        problem -> findings.report(
                                                                info(),
                                                                where.path() + "nodeSelector[" + key + "]",
                                                                problem,
                                                                "write the label as `kubectl get nodes --show-labels` shows it: key left of '=', value right of it"))));
    }
}
