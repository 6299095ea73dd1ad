package dev.ocpv.spec.placement;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import org.immutables.value.Value;

/**
 * Where the shared services run, such as virt-api, virt-controller, the CDI controllers and the template validator:
 * {@code HyperConverged.spec.infra.nodePlacement}.
 *
 * <p>Unset, virt-api and virt-controller require control-plane nodes; any value, even tolerations alone, drops that.
 */
@Value.Immutable
@ValueStyle
public interface InfraPlacement extends Spec {

    /** {@return which nodes; default: what the operators choose, see above} */
    Placement placement();

    @Override
    @Value.Derived
    default String id() {
        return "InfraPlacement";
    }

    /** {@return the spec of a placement} */
    static InfraPlacement of(Placement placement) {
        return builder().placement(placement).build();
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link InfraPlacement}. */
    final class Builder extends ImmutableInfraPlacement.Builder {
        Builder() {}
    }
}
