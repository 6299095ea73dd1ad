package dev.ocpv.testkit.server.builtin;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is allowed in kinds that only have rules, but hardly meant. */
final class KindWarnings {
    private static final String INGRESS_CLASS = "kubernetes.io/ingress.class";

    private KindWarnings() {}

    /** Tells what is found in an object, whose old one is null when it is new. */
    static void collect(Part object, @Nullable Part old, Consumer<String> warn) {
        switch (object.struct()) {
            case "node.RuntimeClass" -> {
                for (String key : object.at("scheduling", "nodeSelector").keys()) {
                    PodWarnings.oldLabel(key).ifPresent(words -> warn.accept("scheduling.nodeSelector: " + words));
                }
            }
            case "storage.StorageClass" -> {
                for (Part topology : object.at("allowedTopologies").items()) {
                    for (Part expression : topology.at("matchLabelExpressions").items()) {
                        Part key = expression.at("key");
                        PodWarnings.oldLabel(key.text()).ifPresent(words -> warn.accept(key.path() + ": " + words));
                    }
                }
            }
            case "storage.CSIStorageCapacity" -> topology(object.at("nodeTopology"), warn);
            case "storage.CSIDriver" -> driver(object, old, warn);
            case "networking.Ingress" -> {
                boolean annotated =
                        object.at("metadata", "annotations").key(INGRESS_CLASS).isSet();
                if (old == null
                        && annotated
                        && !object.at("spec", "ingressClassName").isSet()) {
                    warn.accept("annotation \"" + INGRESS_CLASS
                            + "\" is deprecated, please use 'spec.ingressClassName' instead");
                }
            }
            case "core.ServiceAccount" -> {
                Part mark = object.at("metadata", "annotations").key("kubernetes.io/enforce-mountable-secrets");
                if (object.minor() >= 32 && mark.isSet()) {
                    warn.accept(mark.path() + ": deprecated in v1.32+; prefer separate namespaces to isolate access to"
                            + " mounted secrets");
                }
            }
            case "networking.NetworkPolicy" -> {
                peers(object.at("spec", "ingress"), "from", warn);
                peers(object.at("spec", "egress"), "to", warn);
            }
            case "core.Service" -> ServiceWarnings.collect(object, warn);
            case "discovery.EndpointSlice" -> {
                if (old == null && object.at("addressType").is("FQDN")) {
                    warn.accept("spec.addressType: FQDN endpoints are deprecated");
                }
            }
            default -> {}
        }
    }

    private static void peers(Part rules, String side, Consumer<String> warn) {
        for (Part rule : rules.items()) {
            for (Part peer : rule.at(side).items()) {
                AddressWarnings.newNetwork(peer.at("ipBlock", "cidr"), warn);
                peer.at("ipBlock", "except").items().forEach(except -> AddressWarnings.newNetwork(except, warn));
            }
        }
    }

    private static void topology(Part selector, Consumer<String> warn) {
        for (Part expression : selector.at("matchExpressions").items()) {
            PodWarnings.oldKey(expression.at("key"), warn);
        }
        Part labels = selector.at("matchLabels");
        for (String key : labels.keys()) {
            PodWarnings.oldLabel(key)
                    .ifPresent(words -> warn.accept(labels.at(key).path() + ": " + words));
        }
    }

    private static void driver(Part object, @Nullable Part old, Consumer<String> warn) {
        Part requests = object.at("spec", "tokenRequests");
        boolean asks = !requests.isZero() && (old == null || !requests.same(old.at("spec", "tokenRequests")));
        if (object.minor() >= 35
                && asks
                && !object.at("spec", "serviceAccountTokenInSecrets").isSet()) {
            warn.accept("spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to"
                    + " prevent possible logging of tokens in volume attributes");
        }
    }
}
