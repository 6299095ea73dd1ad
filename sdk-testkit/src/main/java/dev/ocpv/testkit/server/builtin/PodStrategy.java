package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pods: pending at first, deleted gracefully once they are on a node. */
final class PodStrategy extends BuiltinStrategy {
    private static final List<String> NODE_PROBLEMS =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    PodStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        TypeDefaults.pod(object);
    }

    @Override
    ObjectNode initialStatus(ObjectNode object) {
        ObjectNode status = Json.object();
        status.put("phase", "Pending");
        return status.put("qosClass", qosClass(object.path("spec")));
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        if (minor() >= 33) {
            Json.objectAt(object, "metadata").set("generation", Json.number(1));
        }
        ObjectNode spec = Json.objectAt(object, "spec");
        TypeDefaults.set(spec, "priority", 0);
        TypeDefaults.set(spec, "preemptionPolicy", "PreemptLowerPriority");
        ArrayNode tolerations = spec.get("tolerations") instanceof ArrayNode list ? list : spec.putArray("tolerations");
        for (String problem : NODE_PROBLEMS) {
            if (!tolerates(tolerations, problem)) {
                ObjectNode toleration = tolerations.addObject();
                toleration.put("key", problem).put("operator", "Exists").put("effect", "NoExecute");
                toleration.set("tolerationSeconds", Json.number(300));
            }
        }
    }

    private static boolean tolerates(ArrayNode tolerations, String taint) {
        for (JsonNode toleration : tolerations) {
            String key = Json.textAt(toleration, "key");
            String effect = Json.textAt(toleration, "effect");
            if ((key.isEmpty() || key.equals(taint)) && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return true;
            }
        }
        return false;
    }

    /** What of cpu and memory is asked for and limited decides how soon a pod is evicted. */
    private static String qosClass(JsonNode spec) {
        boolean any = false;
        boolean guaranteed = true;
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                for (String resource : List.of("cpu", "memory")) {
                    String request = container
                            .path("resources")
                            .path("requests")
                            .path(resource)
                            .asText("");
                    String limit = container
                            .path("resources")
                            .path("limits")
                            .path(resource)
                            .asText("");
                    boolean hasRequest = QuantityText.value(request).signum() > 0;
                    boolean hasLimit = QuantityText.value(limit).signum() > 0;
                    any |= hasRequest || hasLimit;
                    guaranteed &= hasLimit && request.equals(limit);
                }
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        if (call.subresource().equals("status")) {
            keep("spec", object, old);
            ObjectNode status = Json.objectAt(object, "status");
            keep("qosClass", status, Json.objectAt(old, "status"));
        } else {
            keep("status", object, old);
        }
        long generation = old.path("metadata").path("generation").asLong(0);
        if (generation > 0 && !object.path("spec").equals(old.path("spec"))) {
            Json.objectAt(object, "metadata").set("generation", Json.number(generation + 1));
        }
    }

    @Override
    public long gracePeriod(ObjectNode object, @Nullable Long asked) {
        JsonNode spec = object.path("spec");
        String phase = Json.textAt(object, "status", "phase");
        if (Json.textAt(spec, "nodeName").isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        return asked != null
                ? asked
                : spec.path("terminationGracePeriodSeconds").asLong(30);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        PodRules.validate(object.path("spec"), "spec", errors);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (call.subresource().isEmpty()) {
            PodRules.validate(object.path("spec"), "spec", errors);
        }
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        Map<String, Function<ObjectNode, String>> fields = new LinkedHashMap<>();
        for (String path : List.of(
                "spec.nodeName",
                "spec.restartPolicy",
                "spec.schedulerName",
                "spec.serviceAccountName",
                "status.phase",
                "status.podIP",
                "status.nominatedNodeName")) {
            String[] steps = path.split("\\.", -1);
            fields.put(path, object -> Json.textAt(object, steps));
        }
        fields.put(
                "spec.hostNetwork",
                object ->
                        Boolean.toString(object.path("spec").path("hostNetwork").asBoolean()));
        return fields;
    }
}
