package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Map;

/** What holds for structured label selectors. */
final class SelectorRules {
    private SelectorRules() {}

    static void check(JsonNode selector, String path, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            String value = label.getValue().asText();
            NameRules.qualifiedName(label.getKey(), errors.minor())
                    .forEach(problem -> errors.invalid(path + ".matchLabels", label.getKey(), problem));
            NameRules.labelValue(value, errors.minor())
                    .forEach(problem -> errors.invalid(path + ".matchLabels", value, problem));
        }
        JsonNode expressions = selector.path("matchExpressions");
        for (int i = 0; i < expressions.size(); i++) {
            expression(expressions.get(i), path + ".matchExpressions[" + i + "]", errors);
        }
    }

    private static void expression(JsonNode expression, String path, FieldErrors errors) {
        String operator = Json.textAt(expression, "operator");
        JsonNode values = expression.path("values");
        switch (operator) {
            case "In", "NotIn" -> {
                if (Json.isEmpty(values)) {
                    errors.required(path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!Json.isEmpty(values)) {
                    errors.forbidden(
                            path + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> errors.invalid(path + ".operator", operator, "not a valid selector operator");
        }
        String key = Json.textAt(expression, "key");
        NameRules.qualifiedName(key, errors.minor()).forEach(problem -> errors.invalid(path + ".key", key, problem));
        for (int i = 0; i < values.size(); i++) {
            String at = path + ".values[" + i + "]";
            String value = values.get(i).asText();
            NameRules.labelValue(value, errors.minor()).forEach(problem -> errors.invalid(at, value, problem));
        }
    }
}
