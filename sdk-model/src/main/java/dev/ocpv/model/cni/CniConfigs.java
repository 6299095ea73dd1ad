package dev.ocpv.model.cni;

import dev.ocpv.model.ApiObject;
import dev.ocpv.model.OpenObject;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * Starts CNI configurations, and turns them into the JSON text of a NetworkAttachmentDefinition and back.
 *
 * <p>Fields that no type knows survive both ways.
 */
public final class CniConfigs {
    private static final String VERSION = "0.3.1";

    private CniConfigs() {}

    /** Starts a connection to a Linux bridge for VMs: the bridge plugin that OpenShift Virtualization brings. */
    public static Bridge bridge(String name) {
        return new Bridge().withCniVersion(VERSION).withName(name).withType("cnv-bridge");
    }

    /** Starts an interface of its own on top of one of the node, for pods. */
    public static Macvlan macvlan(String name) {
        return new Macvlan().withCniVersion(VERSION).withName(name).withType("macvlan");
    }

    /**
     * Starts a layer-2 network of the cluster.
     *
     * @param definition the NetworkAttachmentDefinition that holds the config, as {@code namespace/name}
     */
    public static Overlay layer2(String name, String definition) {
        return overlay(name, definition).withTopology(Overlay.Topology.LAYER2);
    }

    /**
     * Starts a connection to a physical network, which a bridge mapping of the nodes names.
     *
     * @param definition the NetworkAttachmentDefinition that holds the config, as {@code namespace/name}
     */
    public static Overlay localnet(String name, String definition) {
        return overlay(name, definition).withTopology(Overlay.Topology.LOCALNET);
    }

    private static Overlay overlay(String name, String definition) {
        return new Overlay()
                .withCniVersion(VERSION)
                .withName(name)
                .withType("ovn-k8s-cni-overlay")
                .withNetAttachDefName(definition);
    }

    /** Starts a connection by a virtual function of a card. */
    public static Sriov sriov(String name) {
        return new Sriov().withCniVersion(VERSION).withName(name).withType("sriov");
    }

    /** Starts settings of kernel parameters and link, to stand behind another plugin in a {@link #list}. */
    public static Tuning tuning() {
        return new Tuning().withType("tuning");
    }

    /** Puts several plugins one after the other. */
    public static ConfigList list(String name, ApiObject... plugins) {
        var list = new ConfigList().withCniVersion(VERSION).withName(name);
        for (ApiObject plugin : plugins) {
            var open = read(write(plugin), OpenObject.class);
            list.addToPlugins(open);
        }
        return list;
    }

    /** {@return the configuration as JSON text} */
    public static String write(ApiObject config) {
        return Serialization.asJson(config);
    }

    /**
     * Reads the JSON text of a NetworkAttachmentDefinition.
     *
     * @throws RuntimeException of the JSON parser when the text is no JSON object
     */
    public static <T extends ApiObject> T read(String json, Class<T> type) {
        return Serialization.unmarshal(json, type);
    }
}
