package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.crd.CrdStrategy;
import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.registry.Strategy;

/** The catalogue of a server without any custom resource. */
public final class Builtins {
    private Builtins() {}

    /** {@return the built-in resources of Kubernetes 1.{@code minor}} */
    public static Catalog catalog(int minor) {
        return Catalog.of(BuiltinResources.all(Builtins::strategy));
    }

    private static Strategy strategy(String type) {
        return switch (type) {
            case "apiextensions.k8s.io/v1/CustomResourceDefinition" -> new CrdStrategy();
            case "v1/Namespace" -> new NamespaceStrategy();
            default -> new BuiltinStrategy(true);
        };
    }
}
