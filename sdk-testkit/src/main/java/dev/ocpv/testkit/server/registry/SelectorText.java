package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes selectors, whether structured or plain labels, in the one line in which lists can be asked by them. */
public final class SelectorText {
    private SelectorText() {}

    /** {@return a selector as text, empty where it selects by nothing} */
    public static String of(JsonNode selector) {
        Map<String, String> parts = new TreeMap<>();
        JsonNode labels = selector.has("matchLabels") || selector.has("matchExpressions")
                ? selector.path("matchLabels")
                : selector;
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            parts.put(label.getKey(), label.getKey() + "=" + label.getValue().asText());
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            parts.merge(Json.textAt(expression, "key"), expression(expression), (a, b) -> a + "," + b);
        }
        return String.join(",", parts.values());
    }

    private static String expression(JsonNode expression) {
        String key = Json.textAt(expression, "key");
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(value.asText()));
        values.sort(null);
        return switch (Json.textAt(expression, "operator")) {
            case "In" -> key + " in (" + String.join(",", values) + ")";
            case "NotIn" -> key + " notin (" + String.join(",", values) + ")";
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }
}
