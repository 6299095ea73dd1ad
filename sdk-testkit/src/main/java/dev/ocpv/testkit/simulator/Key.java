package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One object, as simulators tell each other.
 *
 * @param kind the kind, such as {@code Deployment}
 * @param namespace the namespace, empty for an object of the whole cluster
 * @param name the name
 */
public record Key(String kind, String namespace, String name) {

    public static Key of(String kind, @Nullable String namespace, String name) {
        return new Key(kind, namespace == null ? "" : namespace, name);
    }

    public static Key of(HasMetadata object) {
        return of(
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
