package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.schema.GoText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Shows what changed in a part that must not change, at the end of a message. The real server's own form is made for
 * people and depends on its build; this one is like it, not the same.
 */
final class GoDiff {
    private GoDiff() {}

    /** {@return the difference, starting with a line break} */
    static String of(JsonNode was, JsonNode now, String struct, int minor) {
        if (minor < 34) {
            return fields(was, now, struct);
        }
        GoType type = GoType.parse(struct);
        return "\n" + LineDiff.of(lines(GoValues.shown(was, type, minor)), lines(GoValues.shown(now, type, minor)));
    }

    /** {@return JSON as people read it, a member a line} */
    private static List<String> lines(JsonNode shown) {
        List<String> lines = new ArrayList<>();
        try {
            JsonNode tree = JsonReader.read(GoText.badValue(shown, 34).getBytes(StandardCharsets.UTF_8));
            pretty(tree, "", "", "", lines);
        } catch (JsonReader.MalformedException e) {
            lines.add(shown.toString());
        }
        return lines;
    }

    private static void pretty(JsonNode value, String indent, String name, String comma, List<String> lines) {
        if (!value.isContainerNode() || value.isEmpty()) {
            lines.add(indent + name + GoText.json(value) + comma);
            return;
        }
        lines.add(indent + name + (value.isArray() ? "[" : "{"));
        int left = value.size();
        if (value.isArray()) {
            for (JsonNode item : value) {
                pretty(item, indent + " ", "", --left > 0 ? "," : "", lines);
            }
        } else {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                String key = GoText.json(Json.text(member.getKey())) + ": ";
                pretty(member.getValue(), indent + " ", key, --left > 0 ? "," : "", lines);
            }
        }
        lines.add(indent + (value.isArray() ? "]" : "}") + comma);
    }

    private static String fields(JsonNode was, JsonNode now, String struct) {
        List<String> lines = new ArrayList<>();
        lines(was, now, "\t", lines);
        return "\n  " + struct + "{\n" + String.join("\n", lines) + "\n  }\n";
    }

    private static void lines(JsonNode was, JsonNode now, String indent, List<String> lines) {
        TreeSet<String> names = new TreeSet<>();
        was.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode before = was.path(name);
            JsonNode after = now.path(name);
            String field = GoValues.goName(name) + ": ";
            if (before.equals(after)) {
                lines.add(" " + indent + field + shown(before) + ",");
            } else if (before.isObject() && after.isObject()) {
                lines.add(" " + indent + field + "{");
                lines(before, after, indent + indent.charAt(0), lines);
                lines.add(" " + indent + "},");
            } else {
                lines.add("-" + indent + field + shown(before) + ",");
                lines.add("+" + indent + field + shown(after) + ",");
            }
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nil" : Json.isEmpty(value) ? "{}" : value.toString();
    }
}
