package dev.ocpv.spec.placement;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import org.immutables.value.Value;

/**
 * Where the operators of OpenShift Virtualization run: {@code Subscription.spec.config}.
 *
 * <p>OLM merges it into every operator Deployment: the node selector replaces theirs, tolerations are added to theirs, and each given
 * part of the affinity replaces theirs. It does not move what the operators deploy. Unset, each Deployment keeps what its CSV says.
 */
@Value.Immutable
@ValueStyle
public interface OperatorPlacement extends Spec {

    /** {@return which nodes; default: what the operators choose, see above} */
    Placement placement();

    @Override
    @Value.Derived
    default String id() {
        return "OperatorPlacement";
    }

    /** {@return the spec of a placement} */
    static OperatorPlacement of(Placement placement) {
        return builder().placement(placement).build();
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link OperatorPlacement}. */
    final class Builder extends ImmutableOperatorPlacement.Builder {
        Builder() {}
    }
}
