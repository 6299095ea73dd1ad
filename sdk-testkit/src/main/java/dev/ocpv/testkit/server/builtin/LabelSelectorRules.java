package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Map;

/** What selectors of labels must be like, and whether labels fit them. */
final class LabelSelectorRules {
    static final String NEEDS_VALUES = "must be specified when `operator` is 'In' or 'NotIn'";
    static final String NEEDS_NONE = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

    private LabelSelectorRules() {}

    static void check(JsonNode selector, String path, FieldErrors errors) {
        check(Part.of(selector, "meta.LabelSelector", errors).as(path));
    }

    static void check(Part selector) {
        if (!selector.isSet()) {
            return;
        }
        selector.at("matchLabels").labels();
        for (Part expression : selector.at("matchExpressions").items()) {
            Part values = expression.at("values");
            if (expression.at("operator").is("In", "NotIn")) {
                if (values.isZero()) {
                    values.required(NEEDS_VALUES);
                }
            } else if (expression.at("operator").is("Exists", "DoesNotExist")) {
                if (!values.isZero()) {
                    values.forbidden(NEEDS_NONE);
                }
            } else {
                expression.at("operator").invalid("not a valid selector operator");
            }
            expression.at("key").labelKey();
            values.items().forEach(Part::labelValue);
        }
    }

    /** {@return whether nothing is wrong with a selector} */
    static boolean isValid(Part selector) {
        FieldErrors errors = new FieldErrors(selector.minor());
        check(selector.value(), "", errors);
        return errors.isEmpty();
    }

    static boolean isEmpty(JsonNode selector) {
        return Json.isEmpty(selector.path("matchLabels")) && Json.isEmpty(selector.path("matchExpressions"));
    }

    /** {@return whether the labels fit; an absent selector fits nothing, an empty one everything} */
    static boolean fits(JsonNode selector, JsonNode labels) {
        if (selector.isMissingNode() || selector.isNull()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            if (!label.getValue().equals(labels.get(label.getKey()))) {
                return false;
            }
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!fitsOne(expression, labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsOne(JsonNode expression, JsonNode labels) {
        JsonNode label = labels.path(Json.textAt(expression, "key"));
        boolean listed = false;
        for (JsonNode value : expression.path("values")) {
            listed |= value.equals(label);
        }
        return switch (Json.textAt(expression, "operator")) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> !label.isMissingNode();
            default -> label.isMissingNode();
        };
    }
}
