package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.registry.Strategy;
import java.util.List;

/** The catalogue of a server without any custom resource. */
public final class Builtins {
    private static final List<String> PACKAGES = List.of(
            "core",
            "apps",
            "batch",
            "rbac",
            "storage",
            "coordination",
            "policy",
            "networking",
            "scheduling",
            "admissionregistration",
            "authorization",
            "authentication",
            "autoscalingv2",
            "certificates",
            "discovery",
            "node",
            "apiextensions");

    private Builtins() {}

    /** {@return the built-in resources of Kubernetes 1.{@code minor}} */
    public static Catalog catalog(int minor) {
        return Catalog.of(BuiltinResources.all(type -> strategy(type, minor)));
    }

    private static Strategy strategy(String name, int minor) {
        int slash = name.lastIndexOf('/');
        String apiVersion = name.substring(0, slash);
        String kind = name.substring(slash + 1);
        String type = apiVersion.startsWith("events.k8s.io") ? "events." + kind : type(kind, minor);
        BuiltinStrategy.Kind about = new BuiltinStrategy.Kind(apiVersion, kind, type, minor);
        return switch (name) {
            case "apiextensions.k8s.io/v1/CustomResourceDefinition" -> new DefinitionStrategy(about);
            case "v1/Namespace" -> new NamespaceStrategy(about);
            case "v1/Pod" -> new PodStrategy(about);
            case "v1/Node" -> new NodeStrategy(about);
            case "v1/Service" -> new ServiceStrategy(about);
            case "v1/Secret" -> new SecretStrategy(about);
            case "v1/ConfigMap" -> new ConfigMapStrategy(about);
            case "v1/Event" -> new EventStrategy(about);
            case "v1/PersistentVolume", "v1/PersistentVolumeClaim" -> new VolumeStrategy(about);
            case "apps/v1/Deployment",
                    "apps/v1/DaemonSet",
                    "apps/v1/ReplicaSet",
                    "apps/v1/StatefulSet",
                    "batch/v1/Job" -> new WorkloadStrategy(about);
            case "authentication.k8s.io/v1/SelfSubjectReview",
                    "authentication.k8s.io/v1/TokenReview",
                    "authorization.k8s.io/v1/LocalSubjectAccessReview",
                    "authorization.k8s.io/v1/SelfSubjectAccessReview",
                    "authorization.k8s.io/v1/SelfSubjectRulesReview",
                    "authorization.k8s.io/v1/SubjectAccessReview" -> new ReviewStrategy(about);
            case "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy" -> new PolicyStrategy(about);
            case "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding" -> new PolicyBindingStrategy(about);
            case "admissionregistration.k8s.io/v1/MutatingWebhookConfiguration",
                    "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration" ->
                new WebhookConfigurationStrategy(about);
            case "v1/ServiceAccount" -> new ServiceAccountStrategy(about);
            default -> type.isEmpty() ? new BuiltinStrategy(untyped(about)) : new BuiltinStrategy(about);
        };
    }

    private static BuiltinStrategy.Kind untyped(BuiltinStrategy.Kind about) {
        return new BuiltinStrategy.Kind(about.apiVersion(), about.name(), "meta.Status", about.minor());
    }

    /** {@return the struct of any kind that clients send, or an empty text} */
    static String sentType(String apiVersion, String kind, int minor) {
        if (kind.equals("DeleteOptions")) {
            return "meta.DeleteOptions";
        }
        if (kind.equals("Scale")) {
            return "autoscaling.Scale";
        }
        if (!apiVersion.startsWith("events.k8s.io")) {
            return type(kind, minor);
        }
        return kind.equals("Event") ? "events.Event" : "";
    }

    private static String type(String kind, int minor) {
        for (String name : PACKAGES) {
            if (TypeTable.of(minor).has(name + "." + kind)) {
                return name + "." + kind;
            }
        }
        return "";
    }
}
