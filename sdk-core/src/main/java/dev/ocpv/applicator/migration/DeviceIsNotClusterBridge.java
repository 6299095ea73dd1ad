package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** NET-008: a dedicated network on the primary interface is not dedicated. */
record DeviceIsNotClusterBridge() implements Rule<MigrationNetwork> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-008", Severity.WARNING, "migrations stay off the cluster's own bridge");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        if (spec.device().equals("br-ex")
                || spec.device().equals("br-int")
                || spec.device().startsWith("ovn-k8s")) {
            findings.report(
                    info(),
                    "device",
                    spec.device() + " carries the cluster's own traffic",
                    "use a NIC or bridge of its own; without one, leave the migration network out");
        }
    }
}
