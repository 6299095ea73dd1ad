package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Shows what changed in a part that must not change, at the end of a message. The real server's own form is made for
 * people and depends on its build; this one is like it, not the same.
 */
final class GoDiff {
    private GoDiff() {}

    /** {@return the difference, starting with a line break} */
    static String of(JsonNode was, JsonNode now, String struct, int minor) {
        return minor >= 34 ? hunk(was, now) : fields(was, now, struct);
    }

    private static String hunk(JsonNode was, JsonNode now) {
        List<String> lines = new ArrayList<>();
        lines(was, now, "  ", lines);
        return "\n@@ -1," + lines.size() + " +1," + lines.size() + " @@\n" + String.join("\n", lines) + "\n";
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
