package dev.ocpv.internal.operand;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** API-010: every write would end in 404, after others have been written. */
record ApiIsServed<S extends Spec>(String apiVersion) implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("API-010", Severity.ERROR, "the cluster serves the API that is written");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        if (!context.live().servedApiVersions().contains(apiVersion)) {
            findings.report(
                    info(),
                    "",
                    "the cluster does not serve " + apiVersion,
                    "install the operator that brings it, or use a release of the SDK that writes what the cluster serves");
        }
    }
}
