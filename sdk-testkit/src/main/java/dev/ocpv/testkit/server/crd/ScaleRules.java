package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.Numbers;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.List;

/** What the fields that a scale is made of have to be, whatever the schema says of them. */
final class ScaleRules {
    private final JsonNode scale;
    private final FieldErrors errors;

    ScaleRules(JsonNode scale, FieldErrors errors) {
        this.scale = scale;
        this.errors = errors;
    }

    /** @param status whether only the status is written */
    void check(ObjectNode object, boolean status) {
        if (!scale.isObject()) {
            return;
        }
        if (!status) {
            replicas(object, Json.textAt(scale, "specReplicasPath"));
        }
        replicas(object, Json.textAt(scale, "statusReplicasPath"));
        String selector = Json.textAt(scale, "labelSelectorPath");
        if (!selector.isEmpty()) {
            JsonNode value = value(object, selector, Json.text(""));
            if (!value.isMissingNode() && !value.isTextual()) {
                wrongType(selector, value, "string", Json.text(""));
            }
        }
    }

    private void replicas(ObjectNode object, String path) {
        JsonNode value = value(object, path, Json.number(0));
        if (value.isMissingNode()) {
            return;
        }
        if (!Numbers.isInteger(value)) {
            wrongType(path, value, "int64", Json.number(0));
        } else if (value.longValue() < 0) {
            errors.invalid(path, value, "should be a non-negative integer");
        } else if (value.longValue() > Integer.MAX_VALUE) {
            errors.invalid(path, value, "should be less than or equal to " + Integer.MAX_VALUE);
        }
    }

    /** {@return the value at a path, missing also when it cannot be reached}, which is an error of its own */
    private JsonNode value(ObjectNode object, String path, JsonNode shown) {
        JsonNode at = object;
        List<String> fields = List.of(path.substring(1).split("\\.", -1));
        for (int i = 0; i < fields.size(); i++) {
            if (at.isNull()) {
                return Json.missing();
            }
            if (!at.isObject()) {
                errors.invalid(
                        path,
                        shown,
                        words("." + String.join(".", fields.subList(0, i + 1)), at, "map[string]interface{}"));
                return Json.missing();
            }
            at = at.path(fields.get(i));
            if (at.isMissingNode()) {
                return at;
            }
        }
        return at;
    }

    private void wrongType(String path, JsonNode value, String type, JsonNode shown) {
        errors.invalid(path, shown, words(path, value, type));
    }

    private static String words(String path, JsonNode value, String type) {
        return path + " accessor error: " + GoText.printed(value) + " is of the type " + GoText.type(value)
                + ", expected " + type;
    }
}
