package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and writes objects without a Java type, writing only what changes something. */
final class Api {

    private final KubernetesClient client;
    private final Set<String> withStatus;

    /** {@code withStatus} are the kinds whose status is written on its own; of others it is part of the object, and a client can wipe it. */
    Api(KubernetesClient client, Set<String> withStatus) {
        this.client = client;
        this.withStatus = withStatus;
    }

    Optional<GenericKubernetesResource> get(ResourceDefinitionContext kind, String namespace, String name) {
        return Optional.ofNullable(resource(kind, namespace, name).get());
    }

    /** {@return all objects of a kind, in the whole cluster} */
    List<GenericKubernetesResource> list(ResourceDefinitionContext kind) {
        return kind.isNamespaceScoped()
                ? client.genericKubernetesResources(kind)
                        .inAnyNamespace()
                        .list()
                        .getItems()
                : client.genericKubernetesResources(kind).list().getItems();
    }

    /** {@return an object of that kind to fill and create} */
    GenericKubernetesResource blank(ResourceDefinitionContext kind, String namespace, String name) {
        var apiVersion = kind.getGroup().isEmpty() ? kind.getVersion() : kind.getGroup() + "/" + kind.getVersion();
        var blank = new GenericKubernetesResourceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind.getKind())
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
        if (kind.isNamespaceScoped()) {
            blank.getMetadata().setNamespace(namespace);
        }
        return blank;
    }

    GenericKubernetesResource create(ResourceDefinitionContext kind, GenericKubernetesResource object) {
        return at(kind, object).create();
    }

    /** Replaces the {@code spec}, unless it is already so. */
    GenericKubernetesResource updateSpec(
            ResourceDefinitionContext kind, GenericKubernetesResource live, Map<String, Object> spec) {
        if (spec.equals(live.get("spec"))) {
            return live;
        }
        live.setAdditionalProperty("spec", spec);
        return at(kind, live).update();
    }

    /** Replaces the {@code status}, unless it is already so. */
    GenericKubernetesResource updateStatus(
            ResourceDefinitionContext kind, GenericKubernetesResource live, Map<String, Object> status) {
        if (status.equals(live.get("status"))) {
            return live;
        }
        live.setAdditionalProperty("status", new LinkedHashMap<>(status));
        return withStatus.contains(kind.getKind())
                ? at(kind, live).updateStatus()
                : at(kind, live).update();
    }

    void delete(ResourceDefinitionContext kind, String namespace, String name) {
        resource(kind, namespace, name).delete();
    }

    private Resource<GenericKubernetesResource> resource(
            ResourceDefinitionContext kind, String namespace, String name) {
        return kind.isNamespaceScoped()
                ? client.genericKubernetesResources(kind).inNamespace(namespace).withName(name)
                : client.genericKubernetesResources(kind).withName(name);
    }

    Resource<GenericKubernetesResource> at(ResourceDefinitionContext kind, GenericKubernetesResource object) {
        return kind.isNamespaceScoped()
                ? client.genericKubernetesResources(kind)
                        .inNamespace(object.getMetadata().getNamespace())
                        .resource(object)
                : client.genericKubernetesResources(kind).resource(object);
    }
}
