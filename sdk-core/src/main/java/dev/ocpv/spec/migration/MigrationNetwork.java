package dev.ocpv.spec.migration;

import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import java.util.List;
import org.immutables.value.Value;

/**
 * A network of its own for live migrations: a NetworkAttachmentDefinition in the operators' namespace, and
 * {@code HyperConverged.spec.liveMigrationConfig.network}, which names it.
 *
 * <p>Every virt-handler gets an interface and an address there, so all of them restart.
 */
@Value.Immutable
@ValueStyle
public interface MigrationNetwork extends Spec {

    /** {@return the name of the NetworkAttachmentDefinition, without a namespace} */
    String name();

    /** {@return how pods are attached; default: macvlan} */
    default Attachment attachment() {
        return Attachment.MACVLAN;
    }

    /**
     * {@return the interface of every node to attach to: a NIC for macvlan, a Linux bridge that exists already for bridge; must be
     * connected between all nodes}
     */
    String device();

    /** {@return the addresses, as {@code 10.200.5.0/24} or {@code 10.200.5.10-10.200.5.99/24}; one is needed for each virt-handler} */
    String range();

    /** {@return addresses and networks within the range that are taken already} */
    List<String> excludes();

    @Override
    @Value.Derived
    default String id() {
        return "MigrationNetwork";
    }

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** How pods are attached to a device. */
    enum Attachment {
        /** A macvlan interface in bridge mode on a NIC. */
        MACVLAN("macvlan"),
        /** A port of a Linux bridge. */
        BRIDGE("bridge");

        private final String type;

        Attachment(String type) {
            this.type = type;
        }

        /** {@return the type of the CNI plugin} */
        public String type() {
            return type;
        }
    }

    /** Builds a {@link MigrationNetwork}. */
    final class Builder extends ImmutableMigrationNetwork.Builder {
        Builder() {}
    }
}
