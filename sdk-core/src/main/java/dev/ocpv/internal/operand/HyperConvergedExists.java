package dev.ocpv.internal.operand;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** OPR-001: the operators do nothing without one, and its name and namespace are fixed. */
record HyperConvergedExists<S extends Spec>() implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("OPR-001", Severity.ERROR, "there is a HyperConverged");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        var live = context.live();
        if (live.servedApiVersions().contains(HyperConvergeds.API_VERSION)
                && live.hyperConverged().isEmpty()
                && live.unreadable().stream().noneMatch(list -> list.resources().startsWith("hyperconvergeds"))) {
            findings.report(
                    info(),
                    "",
                    "there is no HyperConverged in namespace " + live.operatorNamespace(),
                    "finish the installation first: create HyperConverged/%s/kubevirt-hyperconverged and wait until it is Available"
                            .formatted(live.operatorNamespace()));
        }
    }
}
