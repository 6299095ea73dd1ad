package dev.ocpv.model.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects of a schema are types that fabric8 already has, recognised by their field names.
 *
 * <p>A recognised object is replaced by a marker that the generator carries through, so that neither the type nor
 * anything below it is generated.
 */
final class CoreTypes {
    static final String MARKER = "$java:";

    static final String CORE = "io.fabric8.kubernetes.api.model.";
    static final String NETWORK_STATE = "dev.ocpv.model.nmstate.NetworkState";

    private static final String OPEN_OBJECT = "dev.ocpv.model.OpenObject";
    private static final Map<Set<String>, String> BY_FIELDS = new LinkedHashMap<>();

    static {
        core("Affinity", "nodeAffinity", "podAffinity", "podAntiAffinity");
        core("Toleration", "effect", "key", "operator", "tolerationSeconds", "value");
        core("LabelSelector", "matchExpressions", "matchLabels");
        core("EnvVar", "name", "value", "valueFrom");
        core("EnvFromSource", "configMapRef", "prefix", "secretRef");
        core("Condition", "lastTransitionTime", "message", "observedGeneration", "reason", "status", "type");
        core("ResourceRequirements", "claims", "limits", "requests");
        core("VolumeResourceRequirements", "limits", "requests");
        core("TypedLocalObjectReference", "apiGroup", "kind", "name");
        core("TypedObjectReference", "apiGroup", "kind", "name", "namespace");
        core("ObjectReference", "apiVersion", "fieldPath", "kind", "name", "namespace", "resourceVersion", "uid");
        core("Condition", "lastTransitionTime", "message", "reason", "status", "type");
        core("NodeSelector", "nodeSelectorTerms");
        core(
                "NodeAffinity",
                "preferredDuringSchedulingIgnoredDuringExecution",
                "requiredDuringSchedulingIgnoredDuringExecution");
        core("PodDNSConfig", "nameservers", "options", "searches");
        core("rbac.PolicyRule", "apiGroups", "nonResourceURLs", "resourceNames", "resources", "verbs");
        core(
                "VolumeMount",
                "mountPath",
                "mountPropagation",
                "name",
                "readOnly",
                "recursiveReadOnly",
                "subPath",
                "subPathExpr");
    }

    private CoreTypes() {}

    private static void core(String type, String... fields) {
        BY_FIELDS.put(Set.of(fields), CORE + type);
    }

    /** {@return whether an object called {@code metadata} is what every resource has under that name} */
    static boolean isObjectMeta(JsonNode schema) {
        var known = Set.of("annotations", "finalizers", "labels", "name", "namespace");
        var fields = new TreeSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        return known.containsAll(fields);
    }

    /** The class to use for this object instead of a generated one. */
    static Optional<String> of(JsonNode schema) {
        if (!schema.path("type").asText().equals("object") || schema.has("additionalProperties")) {
            return Optional.empty();
        }
        var fields = new TreeSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        if (fields.size() == 1 && fields.first().startsWith(MARKER)) {
            return Optional.empty();
        }
        if (fields.isEmpty()) {
            return Optional.of(OPEN_OBJECT);
        }
        if (fields.contains("terminationMessagePath")) {
            return Optional.of(CORE + "Container");
        }
        if (fields.contains("topologyKey") && fields.contains("whenUnsatisfiable")) {
            return Optional.of(CORE + "TopologySpreadConstraint");
        }
        if (fields.contains("dataSourceRef") && fields.contains("storageClassName")) {
            return Optional.of(CORE + "PersistentVolumeClaimSpec");
        }
        if (fields.contains("azureDisk") && fields.contains("persistentVolumeClaim")) {
            return Optional.of(CORE + "Volume");
        }
        return Optional.ofNullable(BY_FIELDS.get(fields));
    }

    static void mark(ObjectNode schema, String type) {
        schema.remove("x-kubernetes-preserve-unknown-fields");
        schema.remove("required");
        schema.putObject("properties").putObject(MARKER + type).put("type", "string");
    }
}
