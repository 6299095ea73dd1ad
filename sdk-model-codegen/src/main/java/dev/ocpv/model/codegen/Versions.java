package dev.ocpv.model.codegen;

import java.util.Map;
import java.util.Set;

/** API versions that exist in a CRD but get no Java classes, because a newer one says the same. */
final class Versions {
    private static final Map<String, Set<String>> SKIPPED = Map.of(
            "nmstates.nmstate.io", Set.of("v1beta1"),
            "nodenetworkconfigurationpolicies.nmstate.io", Set.of("v1beta1"),
            "bgppeers.metallb.io", Set.of("v1beta1"));

    private Versions() {}

    static boolean skipped(String crd, String version) {
        return SKIPPED.getOrDefault(crd, Set.of()).contains(version);
    }
}
