package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two versions of autoscalers: the older one has a number for the processor, and annotations for all the rest. */
final class AutoscalerVersions {
    private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
    private static final String METRICS = PREFIX + "metrics";
    private static final String CURRENT = PREFIX + "current-metrics";
    private static final String CONDITIONS = PREFIX + "conditions";
    private static final String BEHAVIOR = PREFIX + "behavior";
    private static final List<String> ALL = List.of(METRICS, CURRENT, CONDITIONS, BEHAVIOR);
    private static final int USUAL = 80;

    private AutoscalerVersions() {}

    /** {@return an autoscaler of the older version as the newer one writes it} */
    static ObjectNode newer(ObjectNode older) {
        ObjectNode result = Json.withOwnMetadata(older);
        result.put("apiVersion", "autoscaling/v2");
        JsonNode annotations = older.path("metadata").path("annotations");
        result.set("spec", newerSpec(older.path("spec"), annotations));
        result.set("status", newerStatus(older.path("status"), annotations));
        ObjectNode rest = annotations instanceof ObjectNode known ? Json.shallow(known) : Json.object();
        ALL.forEach(rest::remove);
        annotate(result, rest);
        return result;
    }

    private static ObjectNode newerSpec(JsonNode was, JsonNode annotations) {
        ObjectNode spec = copied(was, "scaleTargetRef", "minReplicas", "maxReplicas");
        ArrayNode metrics = Json.array();
        for (JsonNode metric : read(annotations, METRICS)) {
            metrics.add(AutoscalerMetrics.newer(metric, "target"));
        }
        JsonNode percentage = was.path("targetCPUUtilizationPercentage");
        if (percentage.isNumber() || metrics.isEmpty()) {
            ObjectNode resource = metrics.addObject()
                    .put("type", "Resource")
                    .putObject("resource")
                    .put("name", "cpu");
            resource.putObject("target")
                    .put("type", "Utilization")
                    .set("averageUtilization", percentage.isNumber() ? percentage : Json.number(USUAL));
        }
        spec.set("metrics", metrics);
        if (read(annotations, BEHAVIOR) instanceof ObjectNode behavior && !behavior.isEmpty()) {
            spec.set("behavior", AutoscalerMetrics.renamed(behavior, false));
        }
        return spec;
    }

    private static ObjectNode newerStatus(JsonNode was, JsonNode annotations) {
        ObjectNode status = copied(was, "observedGeneration", "lastScaleTime");
        JsonNode replicas = was.path("currentReplicas");
        if (replicas.asLong() != 0) {
            status.set("currentReplicas", replicas);
        }
        status.set("desiredReplicas", Json.number(was.path("desiredReplicas").asLong()));
        ArrayNode metrics = Json.array();
        for (JsonNode metric : read(annotations, CURRENT)) {
            metrics.add(AutoscalerMetrics.newer(metric, "current"));
        }
        JsonNode percentage = was.path("currentCPUUtilizationPercentage");
        if (metrics.isEmpty() && percentage.isNumber()) {
            ObjectNode resource = metrics.addObject()
                    .put("type", "Resource")
                    .putObject("resource")
                    .put("name", "cpu");
            resource.putObject("current").set("averageUtilization", percentage);
        }
        if (metrics.isEmpty()) {
            status.putNull("currentMetrics");
        } else {
            status.set("currentMetrics", metrics);
        }
        if (read(annotations, CONDITIONS) instanceof ArrayNode conditions && !conditions.isEmpty()) {
            status.set("conditions", conditions);
        }
        return status;
    }

    /** {@return an autoscaler of the newer version as the older one writes it} */
    static ObjectNode older(ObjectNode newer, int minor) {
        ObjectNode result = Json.withOwnMetadata(newer);
        result.put("apiVersion", "autoscaling/v1");
        JsonNode was = newer.path("spec");
        JsonNode wasStatus = newer.path("status");
        ObjectNode annotations = newer.path("metadata").get("annotations") instanceof ObjectNode known
                ? Json.shallow(known)
                : Json.object();
        ALL.forEach(annotations::remove);
        ObjectNode spec = copied(was, "scaleTargetRef", "minReplicas", "maxReplicas");
        ArrayNode others = Json.array();
        for (JsonNode metric : was.path("metrics")) {
            JsonNode target = metric.path("resource").path("target").path("averageUtilization");
            boolean processor = Json.textAt(metric, "resource", "name").equals("cpu") && target.isNumber();
            if (!processor) {
                others.add(AutoscalerMetrics.older(metric, "target"));
            } else if (!spec.has("targetCPUUtilizationPercentage")) {
                spec.set("targetCPUUtilizationPercentage", target);
            }
        }
        write(annotations, METRICS, others);
        if (was.path("behavior").isObject()) {
            annotations.put(BEHAVIOR, AutoscalerMetrics.behavior(was.path("behavior"), minor));
        }
        ObjectNode status = copied(wasStatus, "observedGeneration", "lastScaleTime");
        status.set(
                "currentReplicas", Json.number(wasStatus.path("currentReplicas").asLong()));
        status.set(
                "desiredReplicas", Json.number(wasStatus.path("desiredReplicas").asLong()));
        ArrayNode current = Json.array();
        for (JsonNode metric : wasStatus.path("currentMetrics")) {
            current.add(AutoscalerMetrics.older(metric, "current"));
            JsonNode value = metric.path("resource").path("current").path("averageUtilization");
            if (Json.textAt(metric, "resource", "name").equals("cpu") && value.isNumber()) {
                status.set("currentCPUUtilizationPercentage", value);
            }
        }
        write(annotations, CURRENT, current);
        write(annotations, CONDITIONS, wasStatus.path("conditions"));
        result.set("spec", spec);
        result.set("status", status);
        annotate(result, annotations);
        return result;
    }

    private static ObjectNode copied(JsonNode from, String... fields) {
        ObjectNode copy = Json.object();
        for (String field : fields) {
            JsonNode value = from.get(field);
            if (value != null) {
                copy.set(field, value);
            }
        }
        return copy;
    }

    private static void annotate(ObjectNode object, ObjectNode annotations) {
        ObjectNode metadata = Json.objectAt(object, "metadata");
        if (annotations.isEmpty()) {
            metadata.remove("annotations");
        } else {
            metadata.set("annotations", annotations);
        }
    }

    private static void write(ObjectNode annotations, String key, JsonNode list) {
        if (!list.isEmpty()) {
            annotations.put(key, JsonWriter.text(list));
        }
    }

    private static JsonNode read(JsonNode annotations, String key) {
        @Nullable String text = annotations.path(key).textValue();
        if (text == null) {
            return Json.missing();
        }
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonReader.MalformedException e) {
            return Json.missing();
        }
    }
}
