package dev.ocpv;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.verify.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** How to work with a cluster. */
@Value.Immutable
@ValueStyle
public interface ClusterOptions {

    /**
     * {@return the field manager that our writes carry}
     *
     * <p>One field manager stands for one desired state: a field that an earlier state named and this one does not is given up, and goes
     * unless somebody else owns it too.
     */
    String fieldManager();

    /** {@return the namespace of OpenShift Virtualization's operators; unless given, the one where the HyperConverged is} */
    Optional<String> operatorNamespace();

    /** {@return the time that verification and rollback wait by; the machine's unless given} */
    default Ticker ticker() {
        return Ticker.system();
    }

    /** {@return how long to wait between two looks at the cluster; 2 seconds unless given} */
    default Duration pollInterval() {
        return Duration.ofSeconds(2);
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ClusterOptions}. */
    final class Builder extends ImmutableClusterOptions.Builder {
        Builder() {}
    }
}
