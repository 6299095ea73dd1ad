package dev.ocpv.spec.storage;

import dev.ocpv.resource.ValueStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** One directory that every chosen node offers as storage. */
@Value.Immutable
@ValueStyle
public interface StoragePool {

    /** {@return the pool's name, 1 to 50 characters ({@code storagePools[].name})} */
    String name();

    /** {@return the directory on each node, absolute, at most 255 characters ({@code storagePools[].path})} */
    String path();

    /** {@return a volume to mount at the path of each node; default: the path is on a disk of the node} */
    Optional<PoolVolume> volume();

    /** {@return a StorageClass that serves the pool; default: someone else makes one} */
    Optional<PoolClass> storageClass();

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StoragePool}. */
    final class Builder extends ImmutableStoragePool.Builder {
        Builder() {}
    }
}
