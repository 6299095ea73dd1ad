package dev.ocpv.spec.placement;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import org.immutables.value.Value;

/**
 * Which nodes can run virtual machines, through virt-handler and the other per-node parts:
 * {@code HyperConverged.spec.workloads.nodePlacement}.
 *
 * <p>Unset, every node without an untolerated taint. Virtual machines are not moved: they lose their virt-handler.
 */
@Value.Immutable
@ValueStyle
public interface WorkloadPlacement extends Spec {

    /** {@return which nodes; default: what the operators choose, see above} */
    Placement placement();

    /**
     * {@return whether it may change while virtual machines or data volumes exist} Default: false. The cluster itself does not refuse
     * it, so this is the only guard; virtual machines on nodes that drop out run on without anyone looking after them.
     */
    default boolean allowWithWorkloads() {
        return false;
    }

    @Override
    @Value.Derived
    default String id() {
        return "WorkloadPlacement";
    }

    /** {@return the spec of a placement} */
    static WorkloadPlacement of(Placement placement) {
        return builder().placement(placement).build();
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link WorkloadPlacement}. */
    final class Builder extends ImmutableWorkloadPlacement.Builder {
        Builder() {}
    }
}
