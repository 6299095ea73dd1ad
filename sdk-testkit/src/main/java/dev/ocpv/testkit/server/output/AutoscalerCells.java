package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;

/** What tables say of the metrics by which something is scaled: what is measured, and what it shall be. */
final class AutoscalerCells {
    private static final int SHOWN = 2;
    private static final String UNKNOWN = "<unknown>";
    private static final String NOT_SAID = "<nil>";

    private AutoscalerCells() {}

    static String targets(ObjectNode scaler) {
        JsonNode metrics = scaler.at("/spec/metrics");
        JsonNode measured = scaler.at("/status/currentMetrics");
        if (metrics.isEmpty()) {
            return Cells.NONE;
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            all.add(metric(metrics.get(i), measured.path(i)));
        }
        String shown = String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? shown + " + " + (all.size() - SHOWN) + " more..." : shown;
    }

    private static String metric(JsonNode metric, JsonNode measured) {
        return switch (Json.textAt(metric, "type")) {
            case "External" -> counted(metric.path("external"), measured.path("external"));
            case "Object" -> counted(metric.path("object"), measured.path("object"));
            case "Pods" -> average(metric.path("pods"), measured.path("pods"));
            case "Resource" -> resource(metric.path("resource"), measured.path("resource"));
            case "ContainerResource" -> resource(metric.path("containerResource"), measured.path("containerResource"));
            default -> "<unknown type>";
        };
    }

    private static String counted(JsonNode metric, JsonNode measured) {
        if (metric.path("target").has("averageValue")) {
            return Cells.at(measured, "current.averageValue", UNKNOWN) + "/"
                    + Json.textAt(metric, "target", "averageValue") + " (avg)";
        }
        String current = measured.isObject() ? Cells.at(measured, "current.value", NOT_SAID) : UNKNOWN;
        return current + "/" + Cells.at(metric, "target.value", NOT_SAID);
    }

    private static String average(JsonNode metric, JsonNode measured) {
        String current = measured.isObject() ? Cells.at(measured, "current.averageValue", NOT_SAID) : UNKNOWN;
        return current + "/" + Cells.at(metric, "target.averageValue", NOT_SAID);
    }

    private static String resource(JsonNode metric, JsonNode measured) {
        String name = Json.textAt(metric, "name") + ": ";
        if (metric.path("target").has("averageValue")) {
            return name + average(metric, measured);
        }
        return name + percent(measured.path("current"), UNKNOWN) + "/" + percent(metric.path("target"), "<auto>");
    }

    private static String percent(JsonNode value, String otherwise) {
        JsonNode utilization = value.path("averageUtilization");
        return utilization.isNumber() ? utilization.asInt() + "%" : otherwise;
    }
}
