package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ocpv.testkit.server.codec.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A path into a document in the dialect of Kubernetes; what it cannot find, it does not find, without an error. */
final class JsonPath {
    private static final int MOST_NODES = 1_000_000;
    private static final int LONGEST = 4096;
    private static final Step DEEP = JsonPath::deep;

    static final JsonPath CREATION = parse(".metadata.creationTimestamp");

    private final List<Step> steps = new ArrayList<>();
    private final String text;
    private int at;

    /** One part of a path. */
    @FunctionalInterface
    private interface Step {
        List<JsonNode> from(JsonNode node, Search search);
    }

    /** Counts nodes, since paths in paths in paths could look at more than there is time for; then nothing more is found. */
    private static final class Search {
        private int left = MOST_NODES;

        boolean mayLook() {
            return left-- > 0;
        }
    }

    private JsonPath(String text) {
        this.text = text;
        while (at < text.length()) {
            Step step = step();
            if (step != DEEP || steps.isEmpty() || steps.get(steps.size() - 1) != DEEP) {
                steps.add(step);
            }
        }
    }

    /**
     * {@return a path such as {@code .spec.items[?(@.type=="Ready")].status}} Braces around it may be left out; one of more than 4,096
     * characters finds nothing.
     */
    static JsonPath parse(String text) {
        if (text.length() > LONGEST) {
            return parse("[0:0]");
        }
        String path = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
        return new JsonPath(path.startsWith("$") || path.startsWith("@") ? path.substring(1) : path);
    }

    /** {@return all that is there, each node once} */
    List<JsonNode> find(JsonNode root) {
        return find(root, new Search());
    }

    private List<JsonNode> find(JsonNode root, Search search) {
        List<JsonNode> found = List.of(root);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            for (JsonNode node : found) {
                for (JsonNode below : step.from(node, search)) {
                    if (search.mayLook() && seen.add(below)) {
                        next.add(below);
                    }
                }
            }
            found = next;
        }
        return found;
    }

    private Step step() {
        if (text.startsWith("..", at)) {
            at += 1;
            return DEEP;
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

    private static Step field(String name) {
        if (name.isEmpty()) {
            return (node, search) -> List.of(node);
        }
        return name.equals("*") ? (node, search) -> children(node) : (node, search) -> present(node.path(name));
    }

    private static Step bracket(String inside) {
        if (inside.startsWith("?(") && inside.endsWith(")")) {
            return filter(inside.substring(2, inside.length() - 1));
        }
        if (inside.startsWith("'") || inside.startsWith("\"")) {
            return field(unescaped(inside.substring(1, Math.max(1, inside.length() - 1))));
        }
        if (inside.equals("*")) {
            return (node, search) -> children(node);
        }
        if (inside.contains(",")) {
            List<Step> parts = new ArrayList<>();
            for (String part : inside.split(",", -1)) {
                parts.add(bracket(part.strip()));
            }
            return (node, search) -> parts.stream()
                    .flatMap(part -> part.from(node, search).stream())
                    .toList();
        }
        return inside.contains(":") ? slice(inside.split(":", -1)) : (node, search) -> item(node, number(inside, 0));
    }

    private static String unescaped(String name) {
        return name.replaceAll("\\\\(.)", "$1");
    }

    private static List<JsonNode> item(JsonNode node, int index) {
        return present(node.path(index < 0 ? node.size() + index : index));
    }

    private static Step slice(String[] bounds) {
        return (node, search) -> {
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

    private static Step filter(String condition) {
        for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
            int mark = condition.indexOf(operator);
            if (mark >= 0) {
                JsonPath left = parse(condition.substring(0, mark).strip());
                String right = condition.substring(mark + operator.length()).strip();
                return (node, search) -> children(node).stream()
                        .filter(child -> left.find(child, search).stream()
                                .anyMatch(value -> holds(value, operator, right(right, child, search))))
                        .toList();
            }
        }
        JsonPath path = parse(condition.strip());
        return (node, search) -> children(node).stream()
                .filter(child -> !path.find(child, search).isEmpty())
                .toList();
    }

    private static JsonNode right(String text, JsonNode child, Search search) {
        if (text.startsWith("@")) {
            return parse(text).find(child, search).stream().findFirst().orElse(TextNode.valueOf(""));
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

    private static List<JsonNode> deep(JsonNode node, Search search) {
        List<JsonNode> all = new ArrayList<>();
        all.add(node);
        for (JsonNode child : children(node)) {
            if (search.mayLook()) {
                all.addAll(deep(child, search));
            }
        }
        return all;
    }
}
