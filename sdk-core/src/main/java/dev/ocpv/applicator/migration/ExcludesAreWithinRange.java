package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** NET-003: an exclude outside of the range protects nothing and hides a typing error. */
record ExcludesAreWithinRange() implements Rule<MigrationNetwork> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-003", Severity.ERROR, "excluded addresses are addresses of the range");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        var range = AddressRange.parse(spec.range());
        if (range.isEmpty()) {
            return;
        }
        for (int i = 0; i < spec.excludes().size(); i++) {
            var text = spec.excludes().get(i);
            var exclude = AddressRange.parseNetworkOrAddress(text);
            if (exclude.isEmpty() || !range.get().contains(exclude.get())) {
                findings.report(
                        info(),
                        "excludes[" + i + "]",
                        "'%s' is %s %s"
                                .formatted(
                                        text,
                                        exclude.isEmpty()
                                                ? "no address or network; allowed are those of"
                                                : "not within",
                                        spec.range()),
                        "write an address or a network of the range, such as the gateway's, or take it out");
            }
        }
    }
}
