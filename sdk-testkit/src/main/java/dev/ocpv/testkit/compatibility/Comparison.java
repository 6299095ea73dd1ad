package dev.ocpv.testkit.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Says where two documents differ; a whole number is not a fraction, whatever its value. */
final class Comparison {
    private static final int SHOWN = 300;

    private Comparison() {}

    static void differences(String path, JsonNode want, JsonNode got, List<String> out) {
        if (!type(want).equals(type(got))) {
            out.add(path + ": want " + cut(want) + ", got " + cut(got));
        } else if (want.isObject()) {
            TreeSet<String> keys = new TreeSet<>();
            want.fieldNames().forEachRemaining(keys::add);
            got.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                member(path + "." + key, want.get(key), got.get(key), out);
            }
        } else if (want.isArray()) {
            if (want.size() != got.size()) {
                out.add(path + ": want " + want.size() + " items " + cut(want) + ", got " + got.size() + " "
                        + cut(got));
            }
            for (int i = 0; i < Math.min(want.size(), got.size()); i++) {
                differences(path + "[" + i + "]", want.get(i), got.get(i), out);
            }
        } else if (!same(want, got)) {
            out.add(path + ": want " + cut(want) + ", got " + cut(got));
        }
    }

    private static void member(
            String path,
            @org.jspecify.annotations.Nullable JsonNode want,
            @org.jspecify.annotations.Nullable JsonNode got,
            List<String> out) {
        if (got == null) {
            out.add(path + ": want " + (want == null ? "" : cut(want)) + ", absent");
        } else if (want == null) {
            out.add(path + ": not wanted, got " + cut(got));
        } else {
            differences(path, want, got, out);
        }
    }

    private static String type(JsonNode node) {
        if (node.isNumber()) {
            return node.isIntegralNumber() ? "int" : "float";
        }
        return node.getNodeType().name();
    }

    private static boolean same(JsonNode want, JsonNode got) {
        if (want.isIntegralNumber()) {
            return want.bigIntegerValue().equals(got.bigIntegerValue());
        }
        return want.isNumber() ? want.doubleValue() == got.doubleValue() : want.equals(got);
    }

    private static String cut(JsonNode node) {
        String text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }

    /** {@return the document without the text of messages} */
    static JsonNode wordless(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                boolean words =
                        member.getKey().equals("message") && member.getValue().isTextual();
                copy.set(member.getKey(), words ? TextNode.valueOf("<words>") : wordless(member.getValue()));
            }
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(wordless(item)));
            return copy;
        }
        return node;
    }
}
