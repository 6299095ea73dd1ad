package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.Locale;
import java.util.Map;

/** Metrics of autoscalers, in the shapes of both versions; {@code kind} is target for a wanted value, or current. */
final class AutoscalerMetrics {
    private static final Map<String, String> FIELDS = Map.of(
            "Resource", "resource",
            "Pods", "pods",
            "Object", "object",
            "External", "external",
            "ContainerResource", "containerResource");

    private AutoscalerMetrics() {}

    /** {@return a metric of the older version as the newer one has it} */
    static ObjectNode newer(JsonNode metric, String kind) {
        String type = Json.textAt(metric, "type");
        ObjectNode result = Json.object().put("type", type);
        String field = FIELDS.getOrDefault(type, "");
        if (!metric.path(field).isObject()) {
            return result;
        }
        JsonNode was = metric.path(field);
        ObjectNode now = result.putObject(field);
        ObjectNode value = Json.object();
        switch (type) {
            case "Resource", "ContainerResource" -> {
                copy(was, "name", now, "name");
                copy(was, "container", now, "container");
                copy(was, kind + "AverageUtilization", value, "averageUtilization");
                if (!value.has("averageUtilization")
                        || !Json.textAt(was, kind + "AverageValue").equals("0")) {
                    copy(was, kind + "AverageValue", value, "averageValue");
                }
            }
            case "Pods" -> {
                identify(was, now, "selector");
                copy(was, kind + "AverageValue", value, "averageValue");
            }
            case "Object" -> {
                copy(was, "target", now, "describedObject");
                identify(was, now, "selector");
                copy(was, kind + "Value", value, "value");
                copy(was, "averageValue", value, "averageValue");
            }
            default -> {
                identify(was, now, "metricSelector");
                copy(was, kind + "Value", value, "value");
                copy(was, kind + "AverageValue", value, "averageValue");
            }
        }
        now.set(kind, kind.equals("target") ? typed(value) : value);
        return result;
    }

    /** The newer version says of a target which of its values counts. */
    private static ObjectNode typed(ObjectNode value) {
        String type =
                value.has("averageUtilization") ? "Utilization" : value.has("averageValue") ? "AverageValue" : "Value";
        if (!type.equals("Value")) {
            value.remove("value");
        }
        ObjectNode target = Json.object().put("type", type);
        target.setAll(value);
        return target;
    }

    private static void identify(JsonNode was, ObjectNode now, String selector) {
        ObjectNode metric = now.putObject("metric");
        copy(was, "metricName", metric, "name");
        copy(was, selector, metric, "selector");
    }

    /** {@return a metric of the newer version as the older one has it} */
    static ObjectNode older(JsonNode metric, String kind) {
        String type = Json.textAt(metric, "type");
        ObjectNode result = Json.object().put("type", type);
        String field = FIELDS.getOrDefault(type, "");
        if (!metric.path(field).isObject()) {
            return result;
        }
        JsonNode was = metric.path(field);
        JsonNode value = was.path(kind);
        boolean wanted = kind.equals("target");
        ObjectNode now = result.putObject(field);
        switch (type) {
            case "Resource", "ContainerResource" -> {
                copy(was, "name", now, "name");
                copy(value, "averageUtilization", now, kind + "AverageUtilization");
                amount(value, "averageValue", now, kind + "AverageValue", !wanted);
                copy(was, "container", now, "container");
            }
            case "Pods" -> {
                copy(was.path("metric"), "name", now, "metricName");
                amount(value, "averageValue", now, kind + "AverageValue", true);
                copy(was.path("metric"), "selector", now, "selector");
            }
            case "Object" -> {
                copy(was, "describedObject", now, "target");
                copy(was.path("metric"), "name", now, "metricName");
                amount(value, "value", now, kind + "Value", true);
                copy(was.path("metric"), "selector", now, "selector");
                copy(value, "averageValue", now, "averageValue");
            }
            default -> {
                copy(was.path("metric"), "name", now, "metricName");
                copy(was.path("metric"), "selector", now, "metricSelector");
                amount(value, "value", now, kind + "Value", !wanted);
                copy(value, "averageValue", now, kind + "AverageValue");
            }
        }
        return result;
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        JsonNode value = from.get(field);
        if (value != null && !value.isNull()) {
            to.set(name, value);
        }
    }

    private static void amount(JsonNode from, String field, ObjectNode to, String name, boolean always) {
        if (always && !from.hasNonNull(field)) {
            to.put(name, "0");
        } else {
            copy(from, field, to, name);
        }
    }

    /** {@return a behaviour as the annotation of the older version has it, under the names of the code} */
    static String behavior(JsonNode behavior, int minor) {
        GoType type = GoType.parse("autoscalingv2.HorizontalPodAutoscalerBehavior");
        return minor >= 34
                ? GoText.badValue(GoValues.shown(behavior, type, minor), minor)
                : JsonWriter.text(renamed(behavior, true));
    }

    /** {@return the same with names in capital letters, or in small ones} */
    static JsonNode renamed(JsonNode value, boolean capital) {
        if (value instanceof ObjectNode object) {
            ObjectNode result = Json.object();
            object.properties().forEach(member -> {
                String name = member.getKey();
                String first = name.substring(0, 1);
                String start = capital ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT);
                if (!member.getValue().isNull()) {
                    result.set(start + name.substring(1), renamed(member.getValue(), capital));
                }
            });
            return result;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode result = Json.array();
            list.forEach(item -> result.add(renamed(item, capital)));
            return result;
        }
        return value;
    }
}
