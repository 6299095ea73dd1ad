package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.regex.Pattern;

/** NET-001: HyperConverged copies it as it is, and virt-handler looks in its own namespace. */
record NetworkNameIsBare() implements Rule<MigrationNetwork> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-001", Severity.ERROR, "the network name is a bare name");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        if (!NAME.matcher(spec.name()).matches()) {
            findings.report(
                    info(),
                    "name",
                    "'%s' is no plain name: at most 253 lower-case letters, digits and '-', with a letter or digit at both ends"
                            .formatted(spec.name()),
                    spec.name().contains("/")
                            ? "leave the namespace away: it is always "
                                    + context.live().operatorNamespace()
                            : "choose a name such as migration");
        }
    }
}
