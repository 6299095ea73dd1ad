package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** MIG-002: a limit of zero stops every migration, and with it every node drain and update. */
record LimitsArePositive() implements Rule<LiveMigration> {
    private static final double MILLIS = 1000;

    @Override
    public RuleInfo info() {
        return new RuleInfo("MIG-002", Severity.ERROR, "migration limits are positive");
    }

    @Override
    public void check(LiveMigration spec, Context context, Findings findings) {
        count("parallelMigrationsPerCluster", spec.parallelMigrationsPerCluster(), findings);
        count("parallelOutboundMigrationsPerNode", spec.parallelOutboundMigrationsPerNode(), findings);
        time("completionTimeoutPerGiB", spec.completionTimeoutPerGib(), findings);
        time("progressTimeout", spec.progressTimeout(), findings);
    }

    private void count(String path, OptionalInt value, Findings findings) {
        if (value.isPresent() && value.getAsInt() < 1) {
            findings.report(
                    info(),
                    path,
                    value.getAsInt() + " is below 1",
                    "use at least 1, or leave it out to keep what is there");
        }
    }

    private void time(String path, Optional<Duration> value, Findings findings) {
        value.filter(time -> time.toSeconds() < 1 || !time.equals(Duration.ofSeconds(time.toSeconds())))
                .ifPresent(time -> findings.report(
                        info(),
                        path,
                        "%s s is not a whole number of seconds from 1 up".formatted(time.toMillis() / MILLIS),
                        "use whole seconds, or leave it out to keep what is there"));
    }
}
