package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-020: the provisioner's webhook refuses one without pools. */
record PoolsAreGiven() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-020", Severity.ERROR, "host path storage has a pool");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        if (spec.pools().isEmpty()) {
            findings.report(info(), "pools", "there is no pool", "give at least one pool with name and path");
        }
    }
}
