package dev.ocpv.testkit.compatibility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads answers, finds places in them, and fills variables into requests. */
final class Documents {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z]\\w*)\\}?");

    private Documents() {}

    /** {@return the answer as a document, several as a list, and as a text what is neither} */
    static JsonNode parse(String text, boolean stream) {
        try {
            JsonNode one = Recording.JSON.readTree(text);
            if (!one.isMissingNode()) {
                return stream ? JsonNodeFactory.instance.arrayNode().add(one) : one;
            }
        } catch (JsonProcessingException e) {
            return lines(text);
        }
        return lines(text);
    }

    private static JsonNode lines(String text) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        try {
            for (String line : text.split("\n", -1)) {
                if (!line.isBlank()) {
                    all.add(Recording.JSON.readTree(line));
                }
            }
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
        return all.isEmpty() ? TextNode.valueOf(text) : all;
    }

    /** {@return what stands at a dotted path} */
    static JsonNode dig(JsonNode node, String path) {
        JsonNode found = node;
        for (String step : path.split("\\.", -1)) {
            if (found.isArray()) {
                int index = step.matches("-?\\d+") ? Integer.parseInt(step) : Integer.MAX_VALUE;
                found = found.path(index < 0 ? found.size() + index : index);
            } else {
                found = found.path(step);
            }
        }
        return found;
    }

    /** Takes what stands at a dotted path out of the document. */
    static void drop(JsonNode node, String path) {
        int dot = path.lastIndexOf('.');
        JsonNode parent = dot < 0 ? node : dig(node, path.substring(0, dot));
        if (parent instanceof ObjectNode object) {
            object.remove(path.substring(dot + 1));
        }
    }

    /** {@return the document with variables filled in, also in the names of fields} */
    static JsonNode fill(JsonNode node, Map<String, JsonNode> variables) {
        if (node.isTextual()) {
            String text = node.textValue();
            if (text.startsWith("$int:")) {
                return LongNode.valueOf(Long.parseLong(print(variables.get(text.substring(5)))));
            }
            return TextNode.valueOf(fill(text, variables));
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(fill(item, variables)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member -> copy.set(fill(member.getKey(), variables), fill(member.getValue(), variables)));
            return copy;
        }
        return node;
    }

    /** {@return the text with variables filled in} */
    static String fill(String text, Map<String, JsonNode> variables) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                variables.containsKey(match.group(1)) ? print(variables.get(match.group(1))) : match.group()));
    }

    /** {@return the document spelled as it was when it was recorded: messages can quote it} */
    static String asSent(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(member -> TextNode.valueOf(member.getKey()) + ": " + asSent(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(asSent(item)));
            return "[" + String.join(", ", items) + "]";
        }
        return node.toString();
    }

    private static String print(@org.jspecify.annotations.Nullable JsonNode value) {
        if (value == null || value.isNull() || value instanceof MissingNode) {
            return "None";
        }
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(item -> texts.add(item.isTextual() ? "'" + item.textValue() + "'" : print(item)));
            return "[" + String.join(", ", texts) + "]";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.asText();
    }
}
