package dev.ocpv.internal.operand;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** OPR-002: a patch annotation can overwrite what is configured here, and ends support. */
record HyperConvergedIsUntainted<S extends Spec>() implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("OPR-002", Severity.WARNING, "the HyperConverged is not tainted by JSON patches");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        Documents.objects(HyperConvergeds.document(context.live()), "status", "conditions").stream()
                .filter(condition -> "TaintedConfiguration".equals(condition.get("type")))
                .filter(condition -> "True".equals(condition.get("status")))
                .findFirst()
                .ifPresent(condition -> findings.report(
                        info(),
                        "",
                        "HyperConverged has condition TaintedConfiguration: a jsonpatch annotation changes its operands directly",
                        "remove the jsonpatch annotations, or check that they do not touch the same fields"));
    }
}
