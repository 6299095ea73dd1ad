package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** MIG-001: an empty section is most probably a limit at the wrong depth. */
record LiveMigrationSaysSomething() implements Rule<LiveMigration> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("MIG-001", Severity.ERROR, "live migration has at least one limit");
    }

    @Override
    public void check(LiveMigration spec, Context context, Findings findings) {
        if (spec.equals(LiveMigration.builder().build())) {
            findings.report(info(), "", "no limit is given", "give at least one limit, or leave the section out");
        }
    }
}
