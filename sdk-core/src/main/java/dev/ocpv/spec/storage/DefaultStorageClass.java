package dev.ocpv.spec.storage;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Which StorageClass is used where none is named. The classes that are the default now stop being it.
 *
 * <p>A default that is left out stays as it is.
 */
@Value.Immutable
@ValueStyle
public interface DefaultStorageClass extends Spec {

    /** {@return the default for every claim ({@code storageclass.kubernetes.io/is-default-class})} */
    Optional<String> cluster();

    /**
     * {@return the default for disks of virtual machines, which wins over {@link #cluster()} there
     * ({@code storageclass.kubevirt.io/is-default-virt-class})}
     */
    Optional<String> virtualization();

    @Override
    @Value.Derived
    default String id() {
        return "DefaultStorageClass";
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DefaultStorageClass}. */
    final class Builder extends ImmutableDefaultStorageClass.Builder {
        Builder() {}
    }
}
