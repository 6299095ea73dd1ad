package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes selectors, whether structured or plain labels, in the one line in which lists can be asked by them. */
public final class SelectorText {
    private SelectorText() {}

    /** {@return a selector as text, empty where it selects by nothing; in the order of its keys} */
    public static String of(JsonNode selector) {
        boolean structured = selector.has("matchLabels") || selector.has("matchExpressions");
        List<Map.Entry<String, String>> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : (structured ? selector.path("matchLabels") : selector).properties()) {
            String text = label.getKey() + "=" + label.getValue().asText();
            parts.add(Map.entry(structured ? label.getKey() : text, text));
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            parts.add(Map.entry(Json.textAt(expression, "key"), expression(expression)));
        }
        parts.sort(Map.Entry.comparingByKey());
        return parts.stream().map(Map.Entry::getValue).collect(Collectors.joining(","));
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
