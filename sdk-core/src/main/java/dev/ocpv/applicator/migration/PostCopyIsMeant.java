package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** MIG-005: a guest in post-copy lives on two nodes and dies with either, or with the network between them. */
record PostCopyIsMeant() implements Rule<LiveMigration> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("MIG-005", Severity.WARNING, "post-copy is used knowingly");
    }

    @Override
    public void check(LiveMigration spec, Context context, Findings findings) {
        spec.allowPostCopy()
                .filter(allowed -> allowed)
                .ifPresent(
                        allowed -> findings.report(
                                info(),
                                "allowPostCopy",
                                "in post-copy a failing node or network kills the guest or damages its data",
                                "leave it out unless ending a migration matters more than the guest; allowAutoConverge slows the guest instead"));
    }
}
