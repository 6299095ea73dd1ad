package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a new object takes of a quota. */
final class QuotaUsage {
    private static final Set<String> COUNTED = Set.of(
            "configmaps",
            "persistentvolumeclaims",
            "pods",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "services");
    private static final Set<String> OF_PODS = Set.of("cpu", "memory", "ephemeral-storage");

    private QuotaUsage() {}

    static Map<String, BigDecimal> of(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        Map<String, BigDecimal> usage = new TreeMap<>();
        String resource = target.resource();
        usage.put("count/" + resource + (target.group().isEmpty() ? "" : "." + target.group()), BigDecimal.ONE);
        if (!target.group().isEmpty()) {
            return usage;
        }
        if (COUNTED.contains(resource)) {
            usage.put(resource, BigDecimal.ONE);
        }
        JsonNode spec = request.object().path("spec");
        switch (resource) {
            case "pods" -> pod(spec, usage);
            case "services" -> service(spec, usage);
            case "persistentvolumeclaims" -> claim(spec, usage);
            default -> {}
        }
        return usage;
    }

    private static void pod(JsonNode spec, Map<String, BigDecimal> usage) {
        JsonNode sum = PodResources.sum(spec);
        sum.path("requests").properties().forEach(request -> {
            BigDecimal value = QuantityText.value(request.getValue().asText());
            usage.put("requests." + request.getKey(), value);
            if (OF_PODS.contains(request.getKey())) {
                usage.put(request.getKey(), value);
            }
        });
        sum.path("limits")
                .properties()
                .forEach(limit -> usage.put(
                        "limits." + limit.getKey(),
                        QuantityText.value(limit.getValue().asText())));
    }

    private static void service(JsonNode spec, Map<String, BigDecimal> usage) {
        String type = Json.textAt(spec, "type");
        BigDecimal ports = BigDecimal.valueOf(spec.path("ports").size());
        switch (type) {
            case "NodePort" -> usage.put("services.nodeports", ports);
            case "LoadBalancer" -> {
                usage.put("services.loadbalancers", BigDecimal.ONE);
                boolean allocates = spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
                usage.put("services.nodeports", allocates ? ports : BigDecimal.ZERO);
            }
            default -> {}
        }
    }

    private static void claim(JsonNode spec, Map<String, BigDecimal> usage) {
        BigDecimal size = QuantityText.value(Json.textAt(spec, "resources", "requests", "storage"));
        usage.put("requests.storage", size);
        String storageClass = Json.textAt(spec, "storageClassName");
        if (!storageClass.isEmpty()) {
            String prefix = storageClass + ".storageclass.storage.k8s.io/";
            usage.put(prefix + "persistentvolumeclaims", BigDecimal.ONE);
            usage.put(prefix + "requests.storage", size);
        }
    }

    /** {@return whether a bound on this holds for pods, so that each container has to say how much it needs} */
    static boolean mustBeSaid(AdmissionRequest request, String name) {
        String plain = name.startsWith("requests.") || name.startsWith("limits.")
                ? name.substring(name.indexOf('.') + 1)
                : name;
        return request.target().resource().equals("pods")
                && request.target().group().isEmpty()
                && (plain.equals("cpu") || plain.equals("memory"));
    }

    /** {@return which containers do not say it} */
    static String missing(AdmissionRequest request, List<String> names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            String list = name.startsWith("limits.") ? "limits" : "requests";
            String plain = name.substring(name.indexOf('.') + 1);
            List<String> containers = new ArrayList<>();
            for (JsonNode container : request.object().path("spec").path("containers")) {
                if (!container.path("resources").path(list).has(plain)) {
                    containers.add(Json.textAt(container, "name"));
                }
            }
            texts.add(name + " for: " + String.join(",", containers));
        }
        return String.join("; ", texts);
    }

    /** {@return whether the scopes of a quota take in the new object} */
    static boolean covers(JsonNode quota, AdmissionRequest request) {
        JsonNode scopes = quota.path("scopes");
        boolean pods = request.target().resource().equals("pods");
        boolean selected = !Json.isEmpty(quota.path("scopeSelector"));
        if (scopes.isEmpty() && !selected) {
            return true;
        }
        if (!pods || selected) {
            return false;
        }
        JsonNode spec = request.object().path("spec");
        boolean best = Json.textAt(request.object(), "status", "qosClass").equals("BestEffort");
        for (JsonNode scope : scopes) {
            boolean fits = switch (scope.asText()) {
                case "Terminating" -> spec.has("activeDeadlineSeconds");
                case "NotTerminating" -> !spec.has("activeDeadlineSeconds");
                case "BestEffort" -> best;
                case "NotBestEffort" -> !best;
                case "PriorityClass" -> spec.has("priorityClassName");
                default -> false;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
