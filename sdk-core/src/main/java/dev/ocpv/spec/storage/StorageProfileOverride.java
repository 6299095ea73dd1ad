package dev.ocpv.spec.storage;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How disks are claimed from one StorageClass where the claim does not say it: {@code StorageProfile.spec}.
 *
 * <p>Every attribute replaces what CDI works out by itself; what is left out stays CDI's choice.
 */
@Value.Immutable
@ValueStyle
public interface StorageProfileOverride extends Spec {

    /** {@return the StorageClass, which is also the name of the profile} */
    String storageClass();

    /** {@return the combinations to claim, best first, at most 8; they replace CDI's whole list} */
    List<ClaimPropertySet> claimPropertySets();

    /** {@return how a disk is cloned: {@code copy}, {@code snapshot} or {@code csi-clone}} */
    Optional<String> cloneStrategy();

    /** {@return what a boot source is kept as: {@code pvc} or {@code snapshot}} */
    Optional<String> dataImportCronSourceFormat();

    /** {@return the VolumeSnapshotClass for snapshots; its driver must be the StorageClass's provisioner} */
    Optional<String> snapshotClass();

    @Override
    @Value.Derived
    default String id() {
        return "StorageProfileOverride/" + storageClass();
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StorageProfileOverride}. */
    final class Builder extends ImmutableStorageProfileOverride.Builder {
        Builder() {}
    }
}
