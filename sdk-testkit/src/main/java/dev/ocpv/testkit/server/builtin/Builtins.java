package dev.ocpv.testkit.server.builtin;

import static java.util.Map.entry;

import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.registry.Strategy;
import java.util.List;
import java.util.Map;

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

    private static final Map<String, RuledStrategy.Rules> RULES = Map.ofEntries(
            entry("v1/LimitRange", RuledStrategy.Rules.of(QuotaRules::limits)),
            entry(
                    "v1/ResourceQuota",
                    new RuledStrategy.Rules(QuotaRules::quota, QuotaRules::quotaUpdate, QuotaRules::quotaStatus)),
            entry(
                    "storage.k8s.io/v1/StorageClass",
                    new RuledStrategy.Rules(StorageRules::storageClass, StorageRules::storageClassUpdate)),
            entry(
                    "storage.k8s.io/v1/VolumeAttributesClass",
                    new RuledStrategy.Rules(StorageRules::attributesClass, StorageRules::attributesClassUpdate)),
            entry(
                    "storage.k8s.io/v1/CSINode",
                    new RuledStrategy.Rules(StorageRules::csiNode, StorageRules::csiNodeUpdate)),
            entry(
                    "storage.k8s.io/v1/VolumeAttachment",
                    new RuledStrategy.Rules(
                            StorageRules::attachment, StorageRules::attachmentUpdate, StorageRules::attachmentUpdate)),
            entry("rbac.authorization.k8s.io/v1/Role", RuledStrategy.Rules.of(AccessRules::role)),
            entry("rbac.authorization.k8s.io/v1/ClusterRole", RuledStrategy.Rules.of(AccessRules::clusterRole)),
            entry(
                    "rbac.authorization.k8s.io/v1/RoleBinding",
                    RuledStrategy.Rules.of(AccessRules::binding, AccessRules::sameRole)),
            entry(
                    "rbac.authorization.k8s.io/v1/ClusterRoleBinding",
                    RuledStrategy.Rules.of(AccessRules::clusterBinding, AccessRules::sameRole)),
            entry(
                    "autoscaling/v2/HorizontalPodAutoscaler",
                    new RuledStrategy.Rules(AutoscalerRules::create, AutoscalerRules::update, AutoscalerRules::status)),
            entry(
                    "networking.k8s.io/v1/Ingress",
                    new RuledStrategy.Rules(IngressRules::create, IngressRules::update, IngressRules::status)),
            entry(
                    "networking.k8s.io/v1/IngressClass",
                    new RuledStrategy.Rules(IngressRules::ingressClass, IngressRules::ingressClassUpdate)),
            entry("v1/Endpoints", new RuledStrategy.Rules(EndpointRules::endpoints, EndpointRules::endpointsUpdate)),
            entry(
                    "discovery.k8s.io/v1/EndpointSlice",
                    new RuledStrategy.Rules(EndpointRules::slice, EndpointRules::sliceUpdate)),
            entry(
                    "node.k8s.io/v1/RuntimeClass",
                    new RuledStrategy.Rules(SmallKindRules::runtimeClass, SmallKindRules::runtimeClassUpdate)),
            entry(
                    "storage.k8s.io/v1/CSIDriver",
                    new RuledStrategy.Rules(DriverRules::driver, DriverRules::driverUpdate)),
            entry(
                    "storage.k8s.io/v1/CSIStorageCapacity",
                    new RuledStrategy.Rules(DriverRules::capacity, DriverRules::capacityUpdate)),
            entry(
                    "apps/v1/ControllerRevision",
                    new RuledStrategy.Rules(SmallKindRules::revision, SmallKindRules::revisionUpdate)),
            entry(
                    "policy/v1/PodDisruptionBudget",
                    new RuledStrategy.Rules(ClusterRules::budget, ClusterRules::budget, ClusterRules::budgetStatus)),
            entry("networking.k8s.io/v1/NetworkPolicy", RuledStrategy.Rules.of(ClusterRules::networkPolicy)),
            entry(
                    "scheduling.k8s.io/v1/PriorityClass",
                    new RuledStrategy.Rules(ClusterRules::priority, ClusterRules::priorityUpdate)),
            entry("coordination.k8s.io/v1/Lease", RuledStrategy.Rules.of(ClusterRules::lease)));

    private Builtins() {}

    /** {@return the built-in resources of Kubernetes 1.{@code minor}} */
    public static Catalog catalog(int minor) {
        return Catalog.of(BuiltinResources.all(minor, type -> strategy(type, minor)));
    }

    private static Strategy strategy(String name, int minor) {
        int slash = name.lastIndexOf('/');
        String apiVersion = name.substring(0, slash);
        String kind = name.substring(slash + 1);
        String type = sentType(apiVersion, kind, minor);
        BuiltinStrategy.Kind about = new BuiltinStrategy.Kind(apiVersion, kind, type, minor);
        return switch (name) {
            case "apiextensions.k8s.io/v1/CustomResourceDefinition" -> new DefinitionStrategy(about);
            case "v1/Namespace" -> new NamespaceStrategy(about);
            case "v1/Binding" -> new BindingStrategy(about);
            case "v1/Pod" -> new PodStrategy(about);
            case "v1/Node" -> new NodeStrategy(about);
            case "v1/Service" -> new ServiceStrategy(about);
            case "v1/Secret" -> new SecretStrategy(about);
            case "v1/ConfigMap" -> new ConfigMapStrategy(about);
            case "v1/Event", "events.k8s.io/v1/Event" -> new EventStrategy(about);
            case "certificates.k8s.io/v1/CertificateSigningRequest" -> new SigningStrategy(about);
            case "autoscaling/v1/HorizontalPodAutoscaler" -> new OlderAutoscalerStrategy(about);
            case "v1/PersistentVolume", "v1/PersistentVolumeClaim" -> new VolumeStrategy(about);
            case "apps/v1/Deployment",
                    "apps/v1/DaemonSet",
                    "apps/v1/ReplicaSet",
                    "apps/v1/StatefulSet",
                    "batch/v1/CronJob",
                    "batch/v1/Job",
                    "v1/PodTemplate",
                    "v1/ReplicationController" -> new WorkloadStrategy(about);
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
            default -> {
                RuledStrategy.Rules rules = RULES.get(name);
                yield rules != null
                        ? new RuledStrategy(about, rules)
                        : new BuiltinStrategy(type.isEmpty() ? untyped(about) : about);
            }
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
        if (apiVersion.equals("autoscaling/v1")) {
            return kind.equals("HorizontalPodAutoscaler") ? "autoscaling.HorizontalPodAutoscaler" : "";
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
