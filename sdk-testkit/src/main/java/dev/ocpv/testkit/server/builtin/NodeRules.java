package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.registry.NameRules;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What nodes must be like. */
final class NodeRules {
    private static final String AVOIDED = "scheduler.alpha.kubernetes.io/preferAvoidPods";

    private NodeRules() {}

    /** What a node must be like that is new, or changed by anybody but through its status. */
    static void whole(Part node) {
        annotations(node.at("metadata", "annotations"));
        taints(node);
        resources(node.at("status"));
        Part swap = node.at("status", "nodeInfo", "swap", "capacity").as("metadata.nodeSwapStatus.capacity");
        if (swap.isSet() && swap.number() <= 0) {
            swap.invalid("must be greater than zero");
        }
        networks(node.at("spec", "podCIDRs"));
    }

    /** What of a node may change, also through its status. */
    static void update(Part node, Part old) {
        annotations(node.at("metadata", "annotations"));
        resources(node.at("status"));
        Set<JsonNode> addresses = new HashSet<>();
        for (Part address : node.at("status", "addresses").items()) {
            if (!addresses.add(address.value())) {
                address.duplicate();
            }
        }
        sameNetworks(node.at("spec", "podCIDRs"), old.at("spec", "podCIDRs"));
        Part provider = old.at("spec", "providerID");
        if (!provider.isZero() && !provider.is(node.at("spec", "providerID").text())) {
            provider.forbidden("node updates may not change providerID except from \"\" to valid");
        }
        configured(node.at("spec", "configSource"), false);
        for (String source : new String[] {"assigned", "active", "lastKnownGood"}) {
            configured(node.at("status", "config", source), true);
        }
        taints(node);
        if (!node.at("spec", "externalID").same(old.at("spec", "externalID"))) {
            node.at("spec", "externalID").forbidden("may not be updated");
        }
    }

    private static void sameNetworks(Part networks, Part old) {
        int count = old.items().size();
        String words = "node updates may not change podCIDR except from \"\" to valid";
        if (count > 0 && count != networks.items().size()) {
            networks.forbidden(words);
            return;
        }
        for (int i = 0; i < count; i++) {
            if (!old.items().get(i).is(networks.items().get(i).text())) {
                networks.forbidden(words);
            }
        }
    }

    private static void annotations(Part annotations) {
        Part avoided = annotations.key(AVOIDED);
        if (avoided.isZero()) {
            return;
        }
        Part at = avoided.as(annotations.path() + ".AvoidPods").with(Json.text(AVOIDED));
        JsonNode read;
        try {
            read = JsonReader.read(avoided.text().getBytes(StandardCharsets.UTF_8));
        } catch (JsonReader.MalformedException e) {
            at.invalid(String.valueOf(e.getMessage()));
            return;
        }
        int index = 0;
        for (JsonNode entry : read.path("preferAvoidPods")) {
            String path = annotations.path() + "." + AVOIDED + "[" + index++ + "].PodSignature";
            JsonNode controller = entry.path("podSignature").path("podController");
            if (!controller.isObject()) {
                at.as(path).required("");
            } else if (!controller.path("controller").asBoolean()) {
                at.as(path + ".PodController.Controller")
                        .invalid(controller.path("controller"), "must point to a controller");
            }
        }
    }

    private static void resources(Part status) {
        for (String list : new String[] {"capacity", "allocatable"}) {
            Part amounts = status.at(list);
            for (String name : amounts.keys()) {
                ResourceRules.amount(amounts.key(name).as(amounts.path() + "." + name), name);
            }
        }
    }

    private static void configured(Part source, boolean status) {
        if (!source.isSet()) {
            return;
        }
        Part map = source.at("configMap");
        if (!map.isSet()) {
            source.invalid("exactly one reference subfield must be non-nil");
            return;
        }
        for (String field : new String[] {"uid", "resourceVersion"}) {
            if (status) {
                map.at(field).present();
            } else if (!map.at(field).isZero()) {
                map.at(field).forbidden(field + " must not be set in spec");
            }
        }
        if (map.at("namespace").present()) {
            map.at("namespace").label();
        }
        if (map.at("name").present()) {
            map.at("name").subdomain();
        }
        Part key = map.at("kubeletConfigKey");
        if (key.present()) {
            key.invalid(NameRules.configKey(key.text()));
        }
    }

    private static void networks(Part networks) {
        Set<Integer> kinds = new HashSet<>();
        Set<String> known = new HashSet<>();
        boolean readable = true;
        for (Part network : networks.items()) {
            var problems = TextRules.network(network.text());
            network.invalid(problems);
            readable &= problems.isEmpty();
            kinds.add(network.text().indexOf(':') < 0 ? 4 : 6);
        }
        int count = networks.items().size();
        if (count > 1 && readable && (count > 2 || kinds.size() < 2)) {
            networks.invalid("may specify no more than one CIDR for each IP family");
        }
        for (Part network : networks.items()) {
            if (!known.add(network.text()) && networks.minor() < 34) {
                network.duplicate();
            }
        }
    }

    private static void taints(Part node) {
        Set<String> known = new HashSet<>();
        for (Part taint : node.at("spec", "taints").as("metadata.taints").items()) {
            taint.at("key").labelKey();
            var problems = NameRules.labelValue(taint.at("value").text(), node.minor());
            if (!problems.isEmpty()) {
                taint.at("value").invalid(String.join(";", problems));
            }
            taint.at("effect").requiredOneOf("NoSchedule", "PreferNoSchedule", "NoExecute");
            if (!known.add(taint.at("key").text() + " " + taint.at("effect").text())) {
                taint.duplicate("taints must be unique by key and effect pair");
            }
        }
    }

    /** Tells what is allowed in a node but does nothing any more. */
    static void warn(Part node, Consumer<String> warn) {
        if (node.at("spec", "configSource").isSet()) {
            warn.accept("spec.configSource: the feature is removed");
        }
        if (!node.at("spec", "externalID").isZero()) {
            warn.accept("spec.externalID: this field is deprecated, and is unused by Kubernetes");
        }
        node.at("spec", "podCIDRs").items().forEach(network -> AddressWarnings.newNetwork(network, warn));
    }
}
