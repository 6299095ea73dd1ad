package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.LabelSelector;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import java.util.List;
import java.util.StringJoiner;

/** The selectors by which a review asks about a part of the objects only. */
final class ReviewSelectors {
    private static final String PATH = "spec.resourceAttributes.";
    private static final List<String> OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist");

    private ReviewSelectors() {}

    static void check(JsonNode resource, FieldErrors errors) {
        for (String name : List.of("fieldSelector", "labelSelector")) {
            JsonNode selector = resource.path(name);
            if (selector.isObject()) {
                form(selector, PATH + name, errors);
                JsonNode requirements = selector.path("requirements");
                for (int i = 0; i < requirements.size(); i++) {
                    String path = PATH + name + ".requirements[" + i + "]";
                    if (name.equals("fieldSelector")) {
                        field(requirements.get(i), path, errors);
                    } else {
                        label(requirements.get(i), path, errors);
                    }
                }
            }
        }
    }

    private static void form(JsonNode selector, String path, FieldErrors errors) {
        String raw = Json.textAt(selector, "rawSelector");
        boolean structured = !Json.isEmpty(selector.path("requirements"));
        if (!raw.isEmpty() && structured) {
            errors.invalid(path + ".rawSelector", raw, "may not specified at the same time as requirements");
        }
        if (raw.isEmpty() && !structured) {
            errors.required(
                    path + ".requirements", "when " + path + " is specified, requirements or rawSelector is required");
        }
    }

    private static void field(JsonNode requirement, String path, FieldErrors errors) {
        if (Json.textAt(requirement, "key").isEmpty()) {
            errors.required(path + ".key", "must be specified");
        }
        values(requirement, path, errors);
    }

    private static void label(JsonNode requirement, String path, FieldErrors errors) {
        values(requirement, path, errors);
        String key = Json.textAt(requirement, "key");
        NameRules.qualifiedName(key, errors.minor()).forEach(problem -> errors.invalid(path + ".key", key, problem));
        JsonNode values = requirement.path("values");
        for (int i = 0; i < values.size(); i++) {
            String at = path + ".values[" + i + "]";
            String value = values.get(i).asText();
            NameRules.labelValue(value, errors.minor()).forEach(problem -> errors.invalid(at, value, problem));
        }
    }

    private static void values(JsonNode requirement, String path, FieldErrors errors) {
        boolean none = Json.isEmpty(requirement.path("values"));
        String operator = Json.textAt(requirement, "operator");
        if (operator.endsWith("In") && OPERATORS.contains(operator) && none) {
            errors.required(path + ".values", LabelSelectorRules.NEEDS_VALUES);
        } else if (operator.endsWith("Exist") || operator.equals("Exists")) {
            if (!none) {
                errors.forbidden(path + ".values", LabelSelectorRules.NEEDS_NONE);
            }
        }
    }

    /** {@return what the authorizer could make nothing of, or an empty text} */
    static String ignored(JsonNode resource, int minor) {
        StringJoiner words = new StringJoiner("; ");
        for (String name : List.of("fieldSelector", "labelSelector")) {
            boolean fields = name.equals("fieldSelector");
            JsonNode requirements = resource.path(name).path("requirements");
            int understood = 0;
            for (JsonNode requirement : requirements) {
                understood += fields ? isField(requirement) : isLabel(requirement);
            }
            String raw = Json.textAt(resource, name, "rawSelector");
            if (understood < requirements.size()
                    || (!raw.isEmpty() && !(fields ? isFields(raw) : isLabels(raw, minor)))) {
                words.add(PATH + name + (understood > 0 ? " partially" : "") + " ignored due to parse error");
            }
        }
        return words.toString();
    }

    private static int isField(JsonNode requirement) {
        return Json.textAt(requirement, "operator").endsWith("In")
                        && requirement.path("values").size() == 1
                ? 1
                : 0;
    }

    private static int isLabel(JsonNode requirement) {
        return OPERATORS.contains(Json.textAt(requirement, "operator")) ? 1 : 0;
    }

    private static boolean isFields(String raw) {
        for (String term : raw.split(",", -1)) {
            if (!term.isEmpty() && term.indexOf('=') < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabels(String raw, int minor) {
        try {
            LabelSelector.parse(raw, minor);
            return true;
        } catch (StatusException e) {
            return false;
        }
    }
}
