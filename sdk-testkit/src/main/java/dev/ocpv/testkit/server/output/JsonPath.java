package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ocpv.testkit.server.codec.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A path into a document in the dialect of Kubernetes; what it cannot find, it does not find, without an error. */
final class JsonPath {
    static final JsonPath CREATION = parse(".metadata.creationTimestamp");

    private final List<Function<JsonNode, List<JsonNode>>> steps = new ArrayList<>();
    private final String text;
    private int at;

    private JsonPath(String text) {
        this.text = text;
        while (at < text.length()) {
            steps.add(step());
        }
    }

    /** {@return a path such as {@code .spec.items[?(@.type=="Ready")].status}; braces around it may be left out} */
    static JsonPath parse(String text) {
        String path = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        return new JsonPath(path.startsWith("$") || path.startsWith("@") ? path.substring(1) : path);
    }

    /** {@return all that is there} */
    List<JsonNode> find(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Function<JsonNode, List<JsonNode>> step : steps) {
            List<JsonNode> next = new ArrayList<>();
            found.forEach(node -> next.addAll(step.apply(node)));
            found = next;
        }
        return found;
    }

    private Function<JsonNode, List<JsonNode>> step() {
        if (text.startsWith("..", at)) {
            at += 1;
            return JsonPath::deep;
        }
        if (text.charAt(at) == '[') {
            int end = end();
            String inside = text.substring(at + 1, end);
            at = Math.min(end + 1, text.length());
            return bracket(inside);
        }
        if (text.charAt(at) == '.') {
            at++;
        }
        return field(name());
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (; at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '['; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            name.append(text.charAt(at));
        }
        return name.toString();
    }

    /** {@return where the bracket that opens here is closed} */
    private int end() {
        int depth = 0;
        char quote = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '(') {
                depth++;
            } else if ((c == ']' || c == ')') && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static Function<JsonNode, List<JsonNode>> field(String name) {
        if (name.isEmpty()) {
            return List::of;
        }
        return name.equals("*") ? JsonPath::children : node -> present(node.path(name));
    }

    private static Function<JsonNode, List<JsonNode>> bracket(String inside) {
        if (inside.startsWith("?(") && inside.endsWith(")")) {
            return filter(inside.substring(2, inside.length() - 1));
        }
        if (inside.startsWith("'") || inside.startsWith("\"")) {
            return field(inside.substring(1, Math.max(1, inside.length() - 1)));
        }
        if (inside.equals("*")) {
            return JsonPath::children;
        }
        if (inside.contains(",")) {
            List<Function<JsonNode, List<JsonNode>>> parts = new ArrayList<>();
            for (String part : inside.split(",", -1)) {
                parts.add(bracket(part.strip()));
            }
            return node ->
                    parts.stream().flatMap(part -> part.apply(node).stream()).toList();
        }
        return inside.contains(":") ? slice(inside.split(":", -1)) : node -> item(node, number(inside, 0));
    }

    private static List<JsonNode> item(JsonNode node, int index) {
        return present(node.path(index < 0 ? node.size() + index : index));
    }

    private static Function<JsonNode, List<JsonNode>> slice(String[] bounds) {
        return node -> {
            if (!node.isArray()) {
                return List.of();
            }
            int from = number(bounds[0], 0);
            int to = number(bounds[1], node.size());
            int by = Math.max(1, bounds.length > 2 ? number(bounds[2], 1) : 1);
            List<JsonNode> found = new ArrayList<>();
            int end = Math.min(node.size(), to < 0 ? node.size() + to : to);
            for (int i = Math.max(0, from < 0 ? node.size() + from : from); i < end; i += by) {
                found.add(node.get(i));
            }
            return found;
        };
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Function<JsonNode, List<JsonNode>> filter(String condition) {
        for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
            int mark = condition.indexOf(operator);
            if (mark >= 0) {
                JsonPath left = parse(condition.substring(0, mark).strip());
                String right = condition.substring(mark + operator.length()).strip();
                return node -> children(node).stream()
                        .filter(child -> left.find(child).stream()
                                .anyMatch(value -> holds(value, operator, right(right, child))))
                        .toList();
            }
        }
        JsonPath path = parse(condition.strip());
        return node -> children(node).stream()
                .filter(child -> !path.find(child).isEmpty())
                .toList();
    }

    private static JsonNode right(String text, JsonNode child) {
        if (text.startsWith("@")) {
            return parse(text).find(child).stream().findFirst().orElse(TextNode.valueOf(""));
        }
        if (text.length() > 1 && text.startsWith("'") && text.endsWith("'")) {
            return TextNode.valueOf(text.substring(1, text.length() - 1));
        }
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), new ArrayList<>());
        } catch (JsonReader.MalformedException e) {
            return TextNode.valueOf(text);
        }
    }

    private static boolean holds(JsonNode left, String operator, JsonNode right) {
        boolean numbers = left.isNumber() && right.isNumber();
        int order = numbers
                ? Double.compare(left.doubleValue(), right.doubleValue())
                : left.asText().compareTo(right.asText());
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static List<JsonNode> present(JsonNode node) {
        return node.isMissingNode() ? List.of() : List.of(node);
    }

    private static List<JsonNode> children(JsonNode node) {
        List<JsonNode> children = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().stream().map(java.util.Map.Entry::getValue).forEach(children::add);
        } else {
            node.forEach(children::add);
        }
        return children;
    }

    private static List<JsonNode> deep(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        all.add(node);
        children(node).forEach(child -> all.addAll(deep(child)));
        return all;
    }
}
