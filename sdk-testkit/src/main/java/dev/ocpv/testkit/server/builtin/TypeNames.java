package dev.ocpv.testkit.server.builtin;

import java.util.Map;

/** The names of types in OpenAPI documents, which are those of the real server's Go packages. */
public final class TypeNames {
    private static final Map<String, String> PACKAGES = Map.of(
            "meta", "io.k8s.apimachinery.pkg.apis.meta.v1",
            "runtime", "io.k8s.apimachinery.pkg.runtime",
            "version", "io.k8s.apimachinery.pkg.version",
            "resource", "io.k8s.apimachinery.pkg.api.resource",
            "intstr", "io.k8s.apimachinery.pkg.util.intstr",
            "apiextensions", "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1",
            "apiregistration", "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1",
            "autoscalingv2", "io.k8s.api.autoscaling.v2");

    private TypeNames() {}

    /** {@return the name in OpenAPI of a type in the table, for instance core.Pod} */
    public static String definition(String type) {
        int dot = type.indexOf('.');
        String in = type.substring(0, dot);
        return PACKAGES.getOrDefault(in, "io.k8s.api." + in + ".v1") + type.substring(dot);
    }

    /** {@return the type in the table that has a name in OpenAPI} */
    public static String type(String definition) {
        int dot = definition.lastIndexOf('.');
        String in = definition.substring(0, dot);
        for (Map.Entry<String, String> known : PACKAGES.entrySet()) {
            if (known.getValue().equals(in)) {
                return known.getKey() + definition.substring(dot);
            }
        }
        // io.k8s.api.core.v1
        String[] parts = in.split("\\.", -1);
        return (parts.length > 3 ? parts[3] : in) + definition.substring(dot);
    }
}
