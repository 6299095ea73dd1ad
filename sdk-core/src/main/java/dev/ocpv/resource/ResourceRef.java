package dev.ocpv.resource;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Which resource: API version, kind, namespace and name.
 *
 * @param apiVersion group and version as in a manifest, such as {@code hco.kubevirt.io/v1beta1}
 * @param kind the kind, such as {@code HyperConverged}
 * @param namespace the namespace; empty for a cluster-scoped resource
 * @param name the name
 */
public record ResourceRef(String apiVersion, String kind, String namespace, String name) {

    /** {@return the reference of a resource} */
    public static ResourceRef to(HasMetadata resource) {
        var meta = resource.getMetadata();
        var namespace = meta.getNamespace() == null ? "" : meta.getNamespace();
        return new ResourceRef(resource.getApiVersion(), resource.getKind(), namespace, meta.getName());
    }

    /** {@return a reference to a cluster-scoped resource} */
    public static ResourceRef cluster(String apiVersion, String kind, String name) {
        return new ResourceRef(apiVersion, kind, "", name);
    }

    /** {@return a reference to a resource in a namespace} */
    public static ResourceRef namespaced(String apiVersion, String kind, String namespace, String name) {
        return new ResourceRef(apiVersion, kind, namespace, name);
    }

    /** {@return whether the resource lives in a namespace} */
    public boolean isNamespaced() {
        return !namespace.isEmpty();
    }

    /** {@return {@code Kind/namespace/name}, or {@code Kind/name} for a cluster-scoped resource} */
    @Override
    public String toString() {
        return isNamespaced() ? kind + "/" + namespace + "/" + name : kind + "/" + name;
    }
}
