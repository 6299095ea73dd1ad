package dev.ocpv.spec.storage;

import dev.ocpv.resource.ValueStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The volume that is claimed on each node to hold a pool ({@code storagePools[].pvcTemplate}). */
@Value.Immutable
@ValueStyle
public interface PoolVolume {

    /** {@return the size on each node, a quantity such as {@code 100Gi}} */
    String size();

    /** {@return the class to claim it from; default: the default StorageClass at that time} */
    Optional<String> storageClass();

    /** {@return {@code Block}, which is formatted and mounted, or {@code Filesystem}; default: Kubernetes' own, Filesystem} */
    Optional<String> volumeMode();

    /** {@return the access modes; default: ReadWriteOnce} */
    List<String> accessModes();

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PoolVolume}. */
    final class Builder extends ImmutablePoolVolume.Builder {
        Builder() {}
    }
}
