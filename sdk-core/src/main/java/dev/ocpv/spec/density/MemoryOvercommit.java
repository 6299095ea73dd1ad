package dev.ocpv.spec.density;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import org.immutables.value.Value;

/**
 * How much memory guests get in proportion to what their pods request:
 * {@code HyperConverged.spec.higherWorkloadDensity.memoryOvercommitPercentage}.
 *
 * <p>It counts for virtual machines that start later and do not request memory themselves. Above 100 the nodes need swap.
 */
@Value.Immutable
@ValueStyle
public interface MemoryOvercommit extends Spec {

    /** {@return guest memory in percent of requested memory; the cluster's default is 100, which is off} */
    int percentage();

    @Override
    @Value.Derived
    default String id() {
        return "MemoryOvercommit";
    }

    /** {@return the spec of a percentage} */
    static MemoryOvercommit of(int percentage) {
        return builder().percentage(percentage).build();
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link MemoryOvercommit}. */
    final class Builder extends ImmutableMemoryOvercommit.Builder {
        Builder() {}
    }
}
