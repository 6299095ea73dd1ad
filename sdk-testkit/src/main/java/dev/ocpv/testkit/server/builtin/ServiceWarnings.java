package dev.ocpv.testkit.server.builtin;

import java.util.function.Consumer;

/** What is allowed in a Service but hardly meant. */
final class ServiceWarnings {
    /** The first minor that tells what a Service without an address ignores. */
    private static final int HEADLESS = 33;

    private static final String HINTS = "service.kubernetes.io/topology-aware-hints";

    private ServiceWarnings() {}

    static void collect(Part service, Consumer<String> warn) {
        Part spec = service.at("spec");
        if (service.at("metadata", "annotations").key(HINTS).isSet()) {
            warn.accept(
                    "annotation " + HINTS + " is deprecated, please use service.kubernetes.io/topology-mode instead");
        }
        boolean headless = spec.at("clusterIP").is("None");
        if (!headless && !spec.at("clusterIP").isZero()) {
            spec.at("clusterIPs").items().forEach(ip -> AddressWarnings.ip(ip, warn));
        }
        if (spec.at("type").is("ClusterIP") && headless && spec.minor() >= HEADLESS) {
            ignored(spec, warn);
        }
        spec.at("externalIPs").items().forEach(ip -> AddressWarnings.ip(ip, warn));
        AddressWarnings.ip(spec.at("loadBalancerIP"), warn);
        spec.at("loadBalancerSourceRanges").items().forEach(range -> AddressWarnings.network(range, warn));
        boolean external = spec.at("type").is("ExternalName");
        if (external && !spec.at("externalIPs").isZero()) {
            warn.accept("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
        }
        if (!external && !spec.at("externalName").isZero()) {
            warn.accept("spec.externalName is ignored when spec.type is not \"ExternalName\"");
        }
        if (spec.minor() >= 35 && spec.at("trafficDistribution").is("PreferClose")) {
            warn.accept("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
        }
    }

    private static void ignored(Part spec, Consumer<String> warn) {
        for (String field : new String[] {"loadBalancerIP", "externalIPs"}) {
            if (!spec.at(field).isZero()) {
                warn.accept("spec." + field + " is ignored for headless services");
            }
        }
        if (!spec.at("sessionAffinity").is("None")) {
            warn.accept("spec.SessionAffinity is ignored for headless services");
        }
    }
}
