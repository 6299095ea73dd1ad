package dev.ocpv.internal.operand;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** OPR-003: any other name is accepted at creation and then ignored. */
record HyperConvergedIsNamedAsExpected<S extends Spec>() implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("OPR-003", Severity.ERROR, "the HyperConverged has the name that its operator looks for");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        context.live()
                .hyperConverged()
                .map(found -> found.getMetadata().getName())
                .filter(name -> !name.equals(HyperConvergeds.USUAL_NAME))
                .ifPresent(name -> findings.report(
                        info(),
                        "",
                        "the HyperConverged is called %s; its operator looks at %s only"
                                .formatted(name, HyperConvergeds.USUAL_NAME),
                        "create it under the name %s, and delete this one".formatted(HyperConvergeds.USUAL_NAME)));
    }
}
