package dev.ocpv.spec.placement;

import dev.ocpv.resource.ValueStyle;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which nodes pods may run on; a node must satisfy all three parts. A part that is left out stays as it is in the cluster. */
@Value.Immutable
@ValueStyle
public interface Placement {

    /** {@return labels that a node must have, all of them} */
    Map<String, String> nodeSelector();

    /** {@return rules about nodes and about other pods; their required part filters, their preferred part only ranks} */
    Optional<Affinity> affinity();

    /** {@return the taints that the pods put up with, in addition to those that the operators tolerate by themselves} */
    List<Toleration> tolerations();

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return the placement on nodes that have one label} */
    static Placement onNodesLabelled(String key, String value) {
        return builder().putNodeSelector(key, value).build();
    }

    /** Builds a {@link Placement}. */
    final class Builder extends ImmutablePlacement.Builder {
        Builder() {}
    }
}
