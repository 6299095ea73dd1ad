package dev.ocpv.applicator.migration;

import dev.ocpv.internal.text.Quantities;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** MIG-004: HyperConverged refuses what does not parse, and takes "64" for 64 bytes per second. */
record BandwidthIsQuantity() implements Rule<LiveMigration> {
    private static final long LEAST = 1024 * 1024;

    @Override
    public RuleInfo info() {
        return new RuleInfo("MIG-004", Severity.ERROR, "the bandwidth is a possible quantity");
    }

    @Override
    public void check(LiveMigration spec, Context context, Findings findings) {
        spec.bandwidthPerMigration().ifPresent(text -> {
            var amount = Quantities.parse(text);
            if (amount.isEmpty()) {
                report(
                        findings,
                        "'%s' is no quantity: a number, then nothing, k, M, G, T or Ki, Mi, Gi, Ti".formatted(text));
            } else if (amount.get().signum() < 0) {
                report(findings, "'%s' is below 0".formatted(text));
            } else if (amount.get().signum() > 0 && amount.get().longValue() < LEAST) {
                report(
                        findings,
                        "'%s' is %s bytes per second, with which no migration ends"
                                .formatted(text, amount.get().toPlainString()));
            }
        });
    }

    private void report(Findings findings, String message) {
        findings.report(
                info(),
                "bandwidthPerMigration",
                message,
                "write bytes per second, such as 64Mi or 1Gi, or 0 for no limit");
    }
}
