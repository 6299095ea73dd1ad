package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-028: the operator stops reconciling when there are two. */
record ProvisionerIsAlone() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-028", Severity.ERROR, "there is one HostPathProvisioner");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        var found = context.live().hostPathProvisioners();
        if (found.size() > 1) {
            findings.report(
                    info(),
                    "",
                    "there are %d HostPathProvisioners; the operator wants a single one and does nothing"
                            .formatted(found.size()),
                    "delete all but one");
        }
    }
}
