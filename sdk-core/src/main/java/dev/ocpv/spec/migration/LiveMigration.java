package dev.ocpv.spec.migration;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Limits of live migrations: {@code HyperConverged.spec.liveMigrationConfig}, except the network.
 *
 * <p>What is left out is not touched: it stays at its present value, which on an upgraded cluster can be the default of an older release.
 */
@Value.Immutable
@ValueStyle
public interface LiveMigration extends Spec {

    /** {@return migrations at a time in the whole cluster; the cluster's default is 5} */
    OptionalInt parallelMigrationsPerCluster();

    /** {@return migrations at a time away from one node; the cluster's default is 2} */
    OptionalInt parallelOutboundMigrationsPerNode();

    /** {@return bytes per second for one migration, a quantity such as {@code 1Gi}; {@code 0} and the cluster's default: no limit} */
    Optional<String> bandwidthPerMigration();

    /** {@return time for each GiB of memory and of migrated disks, in whole seconds; the cluster's default is 150 s, 800 s up to 4.17} */
    Optional<Duration> completionTimeoutPerGib();

    /** {@return time without progress of the memory copy until a migration is given up, in whole seconds; the cluster's default is 150 s} */
    Optional<Duration> progressTimeout();

    /** {@return whether a guest may be slowed down so that its migration ends; the cluster's default is false} */
    Optional<Boolean> allowAutoConverge();

    /**
     * {@return whether a migration that takes too long may start the guest on its new node first} The guest is lost when the network
     * fails then. The cluster's default is false.
     */
    Optional<Boolean> allowPostCopy();

    @Override
    @Value.Derived
    default String id() {
        return "LiveMigration";
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link LiveMigration}. */
    final class Builder extends ImmutableLiveMigration.Builder {
        Builder() {}
    }
}
