package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What holds for the fields of a custom resource that its scale shows. */
final class ScaleRules {
    private ScaleRules() {}

    /** Collects what is wrong with the fields that a definition's scale names; a status is checked without the spec. */
    static void check(JsonNode scale, ObjectNode object, boolean statusOnly, FieldErrors errors) {
        if (scale.isMissingNode()) {
            return;
        }
        if (!statusOnly) {
            replicas(Json.textAt(scale, "specReplicasPath"), object, errors);
        }
        replicas(Json.textAt(scale, "statusReplicasPath"), object, errors);
        String selector = Json.textAt(scale, "labelSelectorPath");
        if (!selector.isEmpty()) {
            String unfit = unfit(selector, object, "string");
            if (unfit != null) {
                errors.invalid(selector, "", unfit);
            }
        }
    }

    private static void replicas(String path, ObjectNode object, FieldErrors errors) {
        String unfit = unfit(path, object, "int64");
        if (unfit != null) {
            errors.invalid(path, JsonNodeFactory.instance.numberNode(0), unfit);
            return;
        }
        JsonNode value = Json.at(object, steps(path));
        if (value.isNumber() && value.longValue() < 0) {
            errors.invalid(path, value, "should be a non-negative integer");
        } else if (value.isNumber() && value.longValue() > Integer.MAX_VALUE) {
            errors.invalid(path, value, "should be less than or equal to " + Integer.MAX_VALUE);
        }
    }

    private static String[] steps(String path) {
        return (path.startsWith(".") ? path.substring(1) : path).split("\\.", -1);
    }

    /** {@return why a path does not lead to a value of the type, or null where it does or to nothing} */
    private static @Nullable String unfit(String path, ObjectNode object, String wanted) {
        String[] steps = steps(path);
        JsonNode at = object;
        for (int i = 0; i < steps.length; i++) {
            if (!at.isObject()) {
                return at.isNull() ? null : accessorError(steps, i + 1, at, "map[string]interface{}");
            }
            at = at.path(steps[i]);
            if (at.isMissingNode()) {
                return null;
            }
        }
        return type(at).equals(wanted) ? null : accessorError(steps, steps.length, at, wanted);
    }

    private static String accessorError(String[] steps, int length, JsonNode value, String wanted) {
        return "." + String.join(".", Arrays.asList(steps).subList(0, length)) + " accessor error: "
                + GoText.printed(value) + " is of the type " + type(value) + ", expected "
                + wanted;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            default -> "<nil>";
        };
    }
}
