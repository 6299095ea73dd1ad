package dev.ocpv.spec.storage;

import dev.ocpv.resource.ValueStyle;
import org.immutables.value.Value;

/** A StorageClass of the hostpath provisioner for one pool; nothing of it can change once it exists. */
@Value.Immutable
@ValueStyle
public interface PoolClass {

    /** {@return the name of the StorageClass} */
    String name();

    /** {@return what happens to the data when a claim goes, {@code Delete} or {@code Retain}; default: Delete} */
    default String reclaimPolicy() {
        return "Delete";
    }

    /** {@return when a volume is made, {@code WaitForFirstConsumer} or {@code Immediate}; default: when its pod has a node} */
    default String volumeBindingMode() {
        return "WaitForFirstConsumer";
    }

    /** {@return the class of a name, otherwise with defaults} */
    static PoolClass of(String name) {
        return builder().name(name).build();
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PoolClass}. */
    final class Builder extends ImmutablePoolClass.Builder {
        Builder() {}
    }
}
