package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.Numbers;
import dev.ocpv.testkit.server.status.FieldErrors;

/** What a scale needs of the numbers that its paths lead to. */
final class ReplicaRules {
    private ReplicaRules() {}

    /** Checks the number at a path, which may be empty or lead nowhere. */
    static void check(String path, ObjectNode object, FieldErrors errors) {
        if (path.isEmpty()) {
            return;
        }
        JsonNode value = object;
        StringBuilder walked = new StringBuilder();
        for (String step : path.substring(1).split("\\.", -1)) {
            if (value.isNull()) {
                return;
            }
            walked.append('.').append(step);
            if (!value.isObject()) {
                errors.invalid(path, Json.number(0), refusal(walked, value, "map[string]interface{}"));
                return;
            }
            value = value.path(step);
            if (value.isMissingNode()) {
                return;
            }
        }
        if (!Numbers.isInteger(value)) {
            errors.invalid(path, Json.number(0), refusal(walked, value, "int64"));
        } else if (value.longValue() < 0) {
            errors.invalid(path, value, "should be a non-negative integer");
        } else if (value.longValue() > Integer.MAX_VALUE) {
            errors.invalid(path, value, "should be less than or equal to " + Integer.MAX_VALUE);
        }
    }

    private static String refusal(StringBuilder walked, JsonNode value, String wanted) {
        return walked + " accessor error: " + GoText.printed(value) + " is of the type " + GoText.type(value)
                + ", expected " + wanted;
    }
}
