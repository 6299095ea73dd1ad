package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When a Job has failed, and when enough of it is done. */
final class JobPolicyRules {
    private static final int RULES = 20;

    private JobPolicyRules() {}

    static void failure(Part spec) {
        Part rules = spec.at("podFailurePolicy", "rules");
        rules.atMost(RULES);
        Set<String> containers = new HashSet<>();
        for (String list : List.of("containers", "initContainers")) {
            for (Part container : spec.at("template", "spec", list).items()) {
                containers.add(container.at("name").text());
            }
        }
        for (Part rule : rules.items()) {
            failureRule(rule, spec, containers);
        }
    }

    private static void failureRule(Part rule, Part spec, Set<String> containers) {
        Part action = rule.at("action");
        if (action.is("FailIndex")) {
            if (!spec.at("backoffLimitPerIndex").isSet()) {
                action.invalid("requires the backoffLimitPerIndex to be set");
            }
        } else {
            named(action, "Count", "FailIndex", "FailJob", "Ignore");
        }
        boolean codes = rule.at("onExitCodes").isSet();
        boolean conditions = !rule.at("onPodConditions").isZero();
        if (codes) {
            exitCodes(rule.at("onExitCodes"), containers);
        }
        if (conditions) {
            conditions(rule.at("onPodConditions"));
        }
        if (codes == conditions) {
            rule.broken(
                    codes
                            ? "specifying both OnExitCodes and OnPodConditions is not supported"
                            : "specifying one of OnExitCodes and OnPodConditions is required");
        }
    }

    /** It must be one of these; who says nothing is told which. */
    private static void named(Part text, String... values) {
        if (text.isZero()) {
            text.required("valid values: [\"" + String.join("\" \"", values) + "\"]");
        } else {
            text.oneOf(values);
        }
    }

    private static void exitCodes(Part codes, Set<String> containers) {
        Part operator = codes.at("operator");
        named(operator, "In", "NotIn");
        Part container = codes.at("containerName");
        if (container.isSet() && !containers.contains(container.text())) {
            container.invalid("must be one of the container or initContainer names in the pod template");
        }
        Part values = codes.at("values");
        if (values.isZero()) {
            values.invalid("at least one value is required");
        }
        values.atMost(255);
        boolean ordered = true;
        long last = Long.MIN_VALUE;
        Set<Long> known = new HashSet<>();
        for (Part value : values.items()) {
            if (operator.is("In") && value.number() == 0) {
                value.invalid("must not be 0 for the In operator");
            }
            if (!known.add(value.number())) {
                value.duplicate();
            }
            ordered &= last <= value.number();
            last = value.number();
        }
        if (!ordered) {
            values.invalid("must be ordered");
        }
    }

    private static void conditions(Part conditions) {
        conditions.atMost(RULES);
        for (Part condition : conditions.items()) {
            condition.at("type").labelKey();
            named(condition.at("status"), "False", "True", "Unknown");
        }
    }

    static void success(Part spec) {
        Part policy = spec.at("successPolicy");
        if (!spec.at("completionMode").is("Indexed")) {
            policy.invalid("requires indexed completion mode");
            return;
        }
        Part rules = policy.at("rules");
        if (rules.isZero()) {
            rules.required("at least one rules must be specified when the successPolicy is specified");
        }
        rules.atMost(RULES);
        long completions = spec.at("completions").number();
        for (Part rule : rules.items()) {
            successRule(rule, completions);
        }
    }

    private static void successRule(Part rule, long completions) {
        Part count = rule.at("succeededCount");
        Part indexes = rule.at("succeededIndexes");
        if (!count.isSet() && !indexes.isSet()) {
            rule.required("at least one of succeededCount or succeededIndexes must be specified");
        }
        JobIndexes listed = JobIndexes.of(indexes.text(), completions);
        if (!listed.problem().isEmpty()) {
            indexes.invalid("error parsing succeededIndexes: " + listed.problem());
        }
        if (!count.isSet()) {
            return;
        }
        count.notNegative();
        if (count.number() > completions) {
            count.invalid(
                    Json.number(count.number()),
                    "must be less than or equal to " + completions + " (the number of specified completions)");
        }
        if (indexes.isSet() && count.number() > listed.total()) {
            count.invalid(
                    Json.number(count.number()),
                    "must be less than or equal to " + listed.total()
                            + " (the number of indexes in the specified succeededIndexes field)");
        }
    }
}
