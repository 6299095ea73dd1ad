package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a field that lists can select by.
 *
 * @param name the path as it is told apart from others
 * @param schema what stands there
 * @param problem why there is no such path; empty when there is
 */
record SelectablePath(String name, JsonNode schema, String problem) {

    static SelectablePath of(String path, JsonNode root) {
        List<String> steps = new ArrayList<>();
        JsonNode at = root;
        int i = 0;
        while (i < path.length()) {
            if (path.charAt(i) == '[') {
                return failed("array notation is not allowed");
            }
            if (path.charAt(i) != '.') {
                return failed("expected [ or . but got: " + token(path, i));
            }
            i++;
            if (i == path.length()) {
                return failed("unexpected end of JSON path");
            }
            String step = token(path, i);
            i += step.length();
            JsonNode properties = at.path("properties");
            if (!properties.isObject() && !at.path("additionalProperties").isMissingNode()) {
                at = at.path("additionalProperties");
                steps.add("[" + step + "]");
                continue;
            }
            if (!properties.path(step).isObject()) {
                return failed("does not refer to a valid field");
            }
            at = properties.path(step);
            steps.add(steps.isEmpty() ? step : "." + step);
        }
        return new SelectablePath(String.join("", steps), at, "");
    }

    private static SelectablePath failed(String problem) {
        return new SelectablePath("", Json.missing(), problem);
    }

    /** {@return the next delimiter or the text up to it} */
    private static String token(String path, int from) {
        int end = from;
        while (end < path.length() && ".[]".indexOf(path.charAt(end)) < 0) {
            end++;
        }
        return path.substring(from, Math.max(end, from + 1));
    }
}
