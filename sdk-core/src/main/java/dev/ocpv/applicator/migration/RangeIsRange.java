package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** NET-002: the API server does not look into the config of an attachment; whereabouts fails when the pod starts. */
record RangeIsRange() implements Rule<MigrationNetwork> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-002", Severity.ERROR, "the range is a range of addresses");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        if (AddressRange.parse(spec.range()).isEmpty()) {
            findings.report(
                    info(),
                    "range",
                    "'%s' is no range of addresses".formatted(spec.range()),
                    "write a network such as 10.200.5.0/24, or a first and a last address such as 10.200.5.10-10.200.5.99/24");
        }
    }
}
