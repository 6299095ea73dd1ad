package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
import java.util.Map;

/** The defaults that the real server sets in parts of built-in kinds, by the type of the part. */
final class TypeDefaults {
    private TypeDefaults() {}

    static void apply(String type, ObjectNode part) {
        switch (type.substring(0, type.indexOf('.'))) {
            case "core" -> core(type, part);
            case "apps" -> WorkloadDefaults.apps(type, part);
            case "batch" -> WorkloadDefaults.batch(type, part);
            default -> others(type, part);
        }
    }

    static void set(ObjectNode part, String field, String value) {
        if (Json.isEmpty(part.path(field)) || part.path(field).asText("x").isEmpty()) {
            part.put(field, value);
        }
    }

    /** For texts behind a pointer, of which the empty one is a value like any other. */
    private static void setAbsent(ObjectNode part, String field, String value) {
        set(part, field, Json.text(value));
    }

    static void set(ObjectNode part, String field, long value) {
        if (part.path(field).isMissingNode() || part.path(field).isNull()) {
            part.set(field, Json.number(value));
        }
    }

    /** For numbers whose zero means that nothing was said. */
    private static void setPositive(ObjectNode part, String field, long value) {
        if (part.path(field).asLong(0) == 0) {
            part.set(field, Json.number(value));
        }
    }

    static void set(ObjectNode part, String field, boolean value) {
        if (part.path(field).isMissingNode() || part.path(field).isNull()) {
            part.put(field, value);
        }
    }

    static void set(ObjectNode part, String field, JsonNode value) {
        if (part.path(field).isMissingNode() || part.path(field).isNull()) {
            part.set(field, value);
        }
    }

    private static void core(String type, ObjectNode part) {
        switch (type) {
            case "core.Container", "core.EphemeralContainer" -> container(part);
            case "core.ContainerPort", "core.ServicePort", "core.EndpointPort" -> set(part, "protocol", "TCP");
            case "core.AzureDiskVolumeSource" -> {
                set(part, "cachingMode", "ReadWrite");
                set(part, "kind", "Shared");
                set(part, "fsType", "ext4");
                set(part, "readOnly", false);
            }
            case "core.RBDVolumeSource", "core.RBDPersistentVolumeSource" -> {
                set(part, "pool", "rbd");
                set(part, "user", "admin");
                set(part, "keyring", "/etc/ceph/keyring");
            }
            case "core.ScaleIOVolumeSource", "core.ScaleIOPersistentVolumeSource" -> {
                set(part, "storageMode", "ThinProvisioned");
                set(part, "fsType", "xfs");
            }
            case "core.ImageVolumeSource" ->
                set(part, "pullPolicy", isLatest(Json.textAt(part, "reference")) ? "Always" : "IfNotPresent");
            case "core.Probe" -> {
                setPositive(part, "timeoutSeconds", 1);
                setPositive(part, "periodSeconds", 10);
                setPositive(part, "successThreshold", 1);
                setPositive(part, "failureThreshold", 3);
            }
            case "core.HTTPGetAction" -> {
                set(part, "path", "/");
                set(part, "scheme", "HTTP");
            }
            case "core.GRPCAction" -> set(part, "service", Json.text(""));
            case "core.PodSpec" -> podSpec(part);
            case "core.Volume" -> volume(part);
            case "core.SecretVolumeSource",
                    "core.ConfigMapVolumeSource",
                    "core.DownwardAPIVolumeSource",
                    "core.ProjectedVolumeSource" -> set(part, "defaultMode", 420);
            case "core.HostPathVolumeSource" -> set(part, "type", Json.text(""));
            case "core.ServiceAccountTokenProjection" -> set(part, "expirationSeconds", 3600);
            case "core.ObjectFieldSelector" -> set(part, "apiVersion", "v1");
            case "core.Secret" -> set(part, "type", "Opaque");
            case "core.PersistentVolumeSpec" -> {
                set(part, "persistentVolumeReclaimPolicy", "Retain");
                set(part, "volumeMode", "Filesystem");
            }
            case "core.PersistentVolumeClaimSpec" -> set(part, "volumeMode", "Filesystem");
            case "core.LimitRangeItem" -> limits(part);
            case "core.ReplicationController" -> WorkloadDefaults.controller(part);
            case "core.ISCSIPersistentVolumeSource", "core.ISCSIVolumeSource" -> set(part, "iscsiInterface", "default");
            default -> {}
        }
    }

    private static void container(ObjectNode part) {
        String image = Json.textAt(part, "image");
        if (Json.textAt(part, "imagePullPolicy").isEmpty()) {
            part.put("imagePullPolicy", isLatest(image) ? "Always" : "IfNotPresent");
        }
        set(part, "terminationMessagePath", "/dev/termination-log");
        set(part, "terminationMessagePolicy", "File");
    }

    private static boolean isLatest(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.contains("@")) {
            return false;
        }
        int colon = name.indexOf(':');
        return colon < 0 || name.substring(colon + 1).equals("latest");
    }

    /** What is said of containers holds, from the strict to the lenient, for what is not said. */
    private static void limits(ObjectNode part) {
        if (!Json.textAt(part, "type").equals("Container")) {
            return;
        }
        ObjectNode usual = Json.objectAt(part, "default");
        ObjectNode request = Json.objectAt(part, "defaultRequest");
        part.path("max").properties().forEach(max -> usual.putIfAbsent(max.getKey(), max.getValue()));
        usual.properties().forEach(limit -> request.putIfAbsent(limit.getKey(), limit.getValue()));
        part.path("min").properties().forEach(min -> request.putIfAbsent(min.getKey(), min.getValue()));
        for (String field : List.of("default", "defaultRequest")) {
            if (part.path(field).isEmpty()) {
                part.remove(field);
            }
        }
    }

    private static void podSpec(ObjectNode part) {
        set(part, "restartPolicy", "Always");
        set(part, "terminationGracePeriodSeconds", 30);
        set(part, "dnsPolicy", "ClusterFirst");
        set(part, "securityContext", Json.object());
        set(part, "schedulerName", "default-scheduler");
        String account = Json.textAt(part, "serviceAccountName");
        if (!account.isEmpty()) {
            part.put("serviceAccount", account);
        } else if (!Json.textAt(part, "serviceAccount").isEmpty()) {
            part.put("serviceAccountName", Json.textAt(part, "serviceAccount"));
        }
        if (part.path("hostNetwork").asBoolean()) {
            for (JsonNode container : part.path("containers")) {
                for (JsonNode port : container.path("ports")) {
                    setPositive(
                            (ObjectNode) port,
                            "hostPort",
                            port.path("containerPort").asLong());
                }
            }
        }
    }

    private static void volume(ObjectNode part) {
        if (part.size() == 1 && part.has("name")) {
            part.putObject("emptyDir");
        }
    }

    /** What pods have beyond templates of pods: links, and requests made from limits. */
    static void pod(ObjectNode pod) {
        ObjectNode spec = Json.objectAt(pod, "spec");
        set(spec, "enableServiceLinks", true);
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                if (container.get("resources") instanceof ObjectNode resources) {
                    limitsAsRequests(resources);
                }
            }
        }
    }

    private static void limitsAsRequests(ObjectNode resources) {
        for (Map.Entry<String, JsonNode> limit : resources.path("limits").properties()) {
            ObjectNode requests = Json.objectAt(resources, "requests");
            requests.putIfAbsent(limit.getKey(), limit.getValue());
        }
    }

    private static void others(String type, ObjectNode part) {
        switch (type) {
            case "rbac.RoleRef" -> set(part, "apiGroup", "rbac.authorization.k8s.io");
            case "rbac.Subject" -> {
                if (!Json.textAt(part, "kind").equals("ServiceAccount")) {
                    set(part, "apiGroup", "rbac.authorization.k8s.io");
                }
            }
            case "storage.StorageClass" -> {
                set(part, "reclaimPolicy", "Delete");
                set(part, "volumeBindingMode", "Immediate");
            }
            case "storage.CSIDriverSpec" -> {
                set(part, "attachRequired", true);
                set(part, "podInfoOnMount", false);
                set(part, "fsGroupPolicy", "ReadWriteOnceWithFSType");
                set(part, "storageCapacity", false);
                set(part, "requiresRepublish", false);
                set(part, "seLinuxMount", false);
                if (part.path("volumeLifecycleModes").isEmpty()) {
                    part.putArray("volumeLifecycleModes").add("Persistent");
                }
            }
            case "authentication.TokenRequestSpec" -> set(part, "expirationSeconds", 3600);
            case "scheduling.PriorityClass" -> set(part, "preemptionPolicy", "PreemptLowerPriority");
            case "networking.IngressClassParametersReference" -> set(part, "scope", "Cluster");
            case "discovery.EndpointPort" -> {
                set(part, "name", Json.text(""));
                set(part, "protocol", Json.text("TCP"));
            }
            case "autoscaling.HorizontalPodAutoscalerSpec" -> set(part, "minReplicas", 1);
            case "autoscalingv2.HorizontalPodAutoscalerSpec" -> AutoscalerDefaults.apply(part);
            case "networking.NetworkPolicyPort" -> set(part, "protocol", "TCP");
            case "networking.NetworkPolicySpec" -> policyTypes(part);
            default -> admission(type, part);
        }
    }

    private static void policyTypes(ObjectNode part) {
        if (Json.isEmpty(part.path("policyTypes"))) {
            var list = part.putArray("policyTypes").add("Ingress");
            if (!Json.isEmpty(part.path("egress"))) {
                list.add("Egress");
            }
        }
    }

    private static void admission(String type, ObjectNode part) {
        switch (type) {
            case "admissionregistration.ValidatingWebhook", "admissionregistration.MutatingWebhook" -> {
                setAbsent(part, "failurePolicy", "Fail");
                setAbsent(part, "matchPolicy", "Equivalent");
                set(part, "namespaceSelector", Json.object());
                set(part, "objectSelector", Json.object());
                set(part, "timeoutSeconds", 10);
                if (type.endsWith("MutatingWebhook")) {
                    setAbsent(part, "reinvocationPolicy", "Never");
                }
            }
            case "admissionregistration.RuleWithOperations",
                    "admissionregistration.Rule",
                    "admissionregistration.NamedRuleWithOperations" -> setAbsent(part, "scope", "*");
            case "admissionregistration.ServiceReference", "apiextensions.ServiceReference" -> set(part, "port", 443);
            case "admissionregistration.ValidatingAdmissionPolicySpec" -> setAbsent(part, "failurePolicy", "Fail");
            case "admissionregistration.MatchResources" -> {
                setAbsent(part, "matchPolicy", "Equivalent");
                set(part, "namespaceSelector", Json.object());
                set(part, "objectSelector", Json.object());
            }
            case "admissionregistration.ParamRef" -> {}
            default -> {}
        }
    }
}
