package dev.ocpv.testkit.server.builtin;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What the conditions that all kinds share must be like. */
final class ConditionRules {
    private static final Pattern REASON = Pattern.compile("[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?");
    private static final String REASON_WORDS =
            "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric"
                    + " characters or '_,:', and must end with an alphanumeric character or '_' (e.g. 'my_name',  or"
                    + " 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used for"
                    + " validation is '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?')";

    private ConditionRules() {}

    static void check(Part conditions) {
        Set<String> types = new HashSet<>();
        for (Part condition : conditions.items()) {
            Part type = condition.at("type");
            if (!types.add(type.text())) {
                type.duplicate();
            }
            type.labelKey();
            condition.at("status").oneOf("False", "True", "Unknown");
            Part generation = condition.at("observedGeneration");
            if (generation.number() < 0) {
                generation.invalid("must be greater than or equal to zero");
            }
            if (!condition.at("lastTransitionTime").isSet()) {
                condition.at("lastTransitionTime").required(missing(condition));
            }
            reason(condition.at("reason"));
            if (condition.at("message").text().length() > 32_768) {
                condition.errors().tooLong(condition.at("message").path(), 32_768);
            }
        }
    }

    private static String missing(Part part) {
        return part.minor() < 34 ? "must be set" : "";
    }

    private static void reason(Part reason) {
        if (reason.isZero()) {
            reason.required(missing(reason));
            return;
        }
        if (!REASON.matcher(reason.text()).matches()) {
            reason.invalid(REASON_WORDS);
        }
        if (reason.text().length() > 1024) {
            reason.errors().tooLong(reason.path(), 1024);
        }
    }
}
