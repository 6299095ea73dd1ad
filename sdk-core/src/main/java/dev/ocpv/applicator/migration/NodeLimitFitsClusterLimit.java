package dev.ocpv.applicator.migration;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.Map;
import java.util.OptionalInt;

/** MIG-003: the API accepts it, and the node's share can never be used. */
record NodeLimitFitsClusterLimit() implements Rule<LiveMigration> {
    private static final long CLUSTER_DEFAULT = 5;
    private static final long NODE_DEFAULT = 2;

    @Override
    public RuleInfo info() {
        return new RuleInfo("MIG-003", Severity.ERROR, "the limit of a node is not above that of the cluster");
    }

    @Override
    public void check(LiveMigration spec, Context context, Findings findings) {
        var now = Documents.object(HyperConvergeds.document(context.live()), "spec", "liveMigrationConfig");
        long cluster = value(spec.parallelMigrationsPerCluster(), now, "parallelMigrationsPerCluster", CLUSTER_DEFAULT);
        long node =
                value(spec.parallelOutboundMigrationsPerNode(), now, "parallelOutboundMigrationsPerNode", NODE_DEFAULT);
        if (cluster >= 1 && node > cluster) {
            findings.report(
                    info(),
                    spec.parallelOutboundMigrationsPerNode().isPresent()
                            ? "parallelOutboundMigrationsPerNode"
                            : "parallelMigrationsPerCluster",
                    "%d at a time per node and %d in the whole cluster".formatted(node, cluster),
                    "set both, the one per node not above the one of the cluster");
        }
    }

    private static long value(OptionalInt wanted, Map<String, Object> now, String field, long usual) {
        return wanted.isPresent()
                ? wanted.getAsInt()
                : Documents.number(now, field).orElse(usual);
    }
}
