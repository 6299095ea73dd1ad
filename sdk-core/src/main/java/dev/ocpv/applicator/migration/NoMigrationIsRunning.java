package dev.ocpv.applicator.migration;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.text.Words;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** NET-006: a new network restarts every virt-handler, and a migration ends with either of its two. */
record NoMigrationIsRunning() implements Rule<MigrationNetwork> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-006", Severity.WARNING, "no live migration runs while virt-handler restarts");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        var live = context.live();
        var now = Documents.text(HyperConvergeds.document(live), "spec", "liveMigrationConfig", "network");
        if (!live.runningMigrations().isEmpty()
                && now.filter(spec.name()::equals).isEmpty()) {
            findings.report(
                    info(),
                    "",
                    "%s now, and the change restarts every virt-handler"
                            .formatted(Words.count(live.runningMigrations().size(), "live migration") + " running"),
                    "apply when none is running");
        }
    }
}
