package dev.ocpv.spec.storage;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import dev.ocpv.spec.placement.Placement;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Directories of the nodes as storage for virtual machines: the one HostPathProvisioner of the cluster.
 *
 * <p>Volumes are filesystem volumes that live and die with their node: their virtual machines cannot be live-migrated.
 */
@Value.Immutable
@ValueStyle
public interface HostPathStorage extends Spec {

    /** {@return the pools, all of them: pools that are not listed go ({@code spec.storagePools})} */
    List<StoragePool> pools();

    /**
     * {@return the nodes that offer the pools ({@code spec.workload}); must cover the nodes that run virtual machines} Default: every
     * node without a taint.
     */
    Optional<Placement> placement();

    @Override
    @Value.Derived
    default String id() {
        return "HostPathStorage";
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link HostPathStorage}. */
    final class Builder extends ImmutableHostPathStorage.Builder {
        Builder() {}
    }
}
