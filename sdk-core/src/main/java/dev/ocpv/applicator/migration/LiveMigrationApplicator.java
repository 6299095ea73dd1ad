package dev.ocpv.applicator.migration;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.operand.OperandRules;
import dev.ocpv.internal.operand.Operands;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec;
import dev.ocpv.model.hco.v1beta1.hyperconvergedspec.LiveMigrationConfig;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Renders a {@link LiveMigration} into the HyperConverged, which hands it to KubeVirt. */
final class LiveMigrationApplicator implements Applicator<LiveMigration> {
    private static final FieldPath FIELD = FieldPath.of("spec", "liveMigrationConfig");
    private static final FieldPath OPERAND = FieldPath.of("spec", "configuration", "migrations");

    @Override
    public Class<LiveMigration> specType() {
        return LiveMigration.class;
    }

    @Override
    public List<Rule<LiveMigration>> rules() {
        var rules = new ArrayList<Rule<LiveMigration>>();
        rules.addAll(OperandRules.hyperConverged());
        rules.addAll(List.of(
                new LiveMigrationSaysSomething(),
                new LimitsArePositive(),
                new NodeLimitFitsClusterLimit(),
                new BandwidthIsQuantity(),
                new PostCopyIsMeant()));
        return rules;
    }

    @Override
    public List<HasMetadata> render(LiveMigration spec, LiveState live) {
        return List.of(HyperConvergeds.of(live, new HyperConvergedSpec().withLiveMigrationConfig(config(spec))));
    }

    private static LiveMigrationConfig config(LiveMigration spec) {
        var config = new LiveMigrationConfig();
        spec.parallelMigrationsPerCluster().ifPresent(config::withParallelMigrationsPerCluster);
        spec.parallelOutboundMigrationsPerNode().ifPresent(config::withParallelOutboundMigrationsPerNode);
        spec.bandwidthPerMigration().ifPresent(config::withBandwidthPerMigration);
        spec.completionTimeoutPerGib().ifPresent(time -> config.withCompletionTimeoutPerGiB(time.toSeconds()));
        spec.progressTimeout().ifPresent(time -> config.withProgressTimeout(time.toSeconds()));
        spec.allowAutoConverge().ifPresent(config::withAllowAutoConverge);
        spec.allowPostCopy().ifPresent(config::withAllowPostCopy);
        return config;
    }

    @Override
    public List<Impact> impacts(LiveMigration spec, LiveState live, Change change) {
        var network = FIELD.child("network");
        return change.fields().stream()
                        .anyMatch(field ->
                                field.path().isWithin(FIELD) && !field.path().isWithin(network))
                ? List.of(Impact.of("live migrations", "follow the new limits; running ones keep theirs"))
                : List.of();
    }

    @Override
    public List<Check> checks(LiveMigration spec, LiveState live) {
        var checks = new ArrayList<Check>();
        checks.add(Operands.healthy(live));
        checks.addAll(Operands.kubeVirt(live, OPERAND, Documents.of(config(spec))));
        return checks;
    }
}
