package dev.ocpv.testkit.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Hides what differs from run to run: uids, versions, times, namespaces. */
final class Masks {
    private static final Pattern UUID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final Pattern POINTER = Pattern.compile("\\(0x[0-9a-f]{6,}\\)");
    private static final Pattern TIME = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Map<String, String> KEYS = Map.of(
            "uid", "<uid>",
            "resourceVersion", "<rv>",
            "creationTimestamp", "<time>",
            "deletionTimestamp", "<time>",
            "time", "<time>",
            "continue", "<continue>",
            "lastTransitionTime", "<time>",
            "serverAddress", "<address>");

    private final String namespace;
    private final List<Pattern> extra;

    Masks(String namespace, List<Pattern> extra) {
        this.namespace = namespace;
        this.extra = extra;
    }

    JsonNode masked(JsonNode node) {
        return masked(node, "");
    }

    private JsonNode masked(JsonNode node, String key) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String name = member.getKey();
                boolean noTime =
                        member.getValue().isNull() && (name.equals("time") || name.equals("creationTimestamp"));
                copy.set(text(name), noTime ? TextNode.valueOf("<time>") : masked(member.getValue(), name));
            }
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(masked(item, "")));
            return copy;
        }
        if (!node.isTextual()) {
            return node;
        }
        String known = KEYS.get(key);
        return TextNode.valueOf(known != null && !node.textValue().isEmpty() ? known : text(node.textValue()));
    }

    String text(String text) {
        String masked = UUID.matcher(text).replaceAll("<uid>");
        masked = TIME.matcher(masked).replaceAll("<time>");
        masked = POINTER.matcher(masked).replaceAll("(<pointer>)");
        masked = masked.replace(namespace, "<ns>");
        for (Pattern pattern : extra) {
            masked = pattern.matcher(masked).replaceAll("<masked>");
        }
        return masked;
    }
}
