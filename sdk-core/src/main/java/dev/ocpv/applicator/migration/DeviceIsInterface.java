package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.regex.Pattern;

/** NET-007: Linux names interfaces with at most 15 characters; the plugin fails only when a pod starts. */
record DeviceIsInterface() implements Rule<MigrationNetwork> {
    private static final Pattern NAME = Pattern.compile("[^\\s/:]{1,15}");

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-007", Severity.ERROR, "the device is an interface name");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        if (!NAME.matcher(spec.device()).matches()) {
            findings.report(
                    info(),
                    "device",
                    "'%s' is no interface name: 1 to 15 characters without blanks, '/' and ':'"
                            .formatted(spec.device()),
                    "use a name that `ip link` shows on every node");
        }
    }
}
