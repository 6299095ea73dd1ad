package dev.ocpv.internal.placement;

import dev.ocpv.live.NodeMatcher;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.List;

/** PLC-004: HyperConverged accepts any toleration when it is created and refuses a bad one on the next update. */
record TolerationsAreWellFormed<S extends Spec>(Where<S> where) implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-004", Severity.ERROR, "tolerations are well formed");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        where.of(spec).ifPresent(found -> {
            for (int i = 0; i < found.tolerations().size(); i++) {
                var path = where.path() + "tolerations[" + i + "]";
                NodeMatcher.of(null, null, List.of(found.tolerations().get(i)))
                        .problems()
                        .forEach(problem -> findings.report(
                                info(),
                                path,
                                problem,
                                "copy key, value and effect of the taint from `kubectl describe node`"));
            }
        });
    }
}
