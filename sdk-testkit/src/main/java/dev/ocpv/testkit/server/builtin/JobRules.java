package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;

/** What runs pods to their end. */
final class JobRules {
    private JobRules() {}

    static void check(Part object, Part ignored) {
        generated(object);
        spec(object.at("spec"));
        Part selector = object.at("spec", "selector");
        if (!selector.isSet()) {
            selector.required("");
        } else {
            LabelSelectorRules.check(selector);
        }
        WorkloadRules.matches(object.at("spec"));
    }

    /** Who does not bring a selector along gets one, and may not add to it. */
    private static void generated(Part object) {
        Part selector = object.at("spec", "selector");
        if (object.at("spec", "manualSelector").isTrue() || !selector.isSet()) {
            return;
        }
        String uid = object.at("metadata", "uid").text();
        Part labels = object.at("spec", "template", "metadata", "labels");
        for (String key : List.of("batch.kubernetes.io/controller-uid", "controller-uid")) {
            expect(labels.key(key), uid);
        }
        for (String key : List.of("batch.kubernetes.io/job-name", "job-name")) {
            expect(labels.key(key), object.at("metadata", "name").text());
        }
        ObjectNode wanted = Json.object();
        wanted.putObject("matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        ObjectNode older = Json.object();
        older.putObject("matchLabels").put("controller-uid", uid);
        if (!selector.value().equals(wanted) && !selector.value().equals(older)) {
            selector.invalid("`selector` not auto-generated");
        }
    }

    private static void expect(Part label, String value) {
        if (!label.isSet()) {
            label.required("must be '" + value + "'");
        } else if (!label.is(value)) {
            label.invalid("must be '" + value + "'");
        }
    }

    static void spec(Part spec) {
        for (String field : List.of(
                "parallelism",
                "completions",
                "activeDeadlineSeconds",
                "backoffLimit",
                "ttlSecondsAfterFinished",
                "maxFailedIndexes",
                "backoffLimitPerIndex")) {
            spec.at(field).notNegative();
        }
        spec.at("completionMode").optionalOneOf("Indexed", "NonIndexed");
        boolean indexed = spec.at("completionMode").is("Indexed");
        if (indexed && !spec.at("completions").isSet()) {
            spec.at("completions").required("when completion mode is Indexed");
        }
        if (!indexed) {
            for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
                if (spec.at(field).isSet()) {
                    spec.at(field).invalid("requires indexed completion mode");
                }
            }
        } else if (spec.at("maxFailedIndexes").isSet()
                && !spec.at("backoffLimitPerIndex").isSet()) {
            spec.at("backoffLimitPerIndex").required("when maxFailedIndexes is specified");
        }
        if (spec.at("podReplacementPolicy").isSet()) {
            replacement(spec);
        }
        PodRules.template(spec.at("template"));
        restart(spec);
    }

    private static void replacement(Part spec) {
        Part policy = spec.at("podReplacementPolicy");
        if (spec.at("podFailurePolicy").isSet()) {
            policy.oneOf("Failed");
        } else {
            policy.oneOf("Failed", "TerminatingOrFailed");
        }
    }

    private static void restart(Part spec) {
        Part restart = spec.at("template", "spec", "restartPolicy");
        if (restart.is("", "Always")) {
            restart.required("valid values: \"OnFailure\", \"Never\"");
        } else {
            restart.oneOf("OnFailure", "Never");
        }
        if (spec.at("podFailurePolicy").isSet() && !restart.is("Never")) {
            restart.invalid("only \"Never\" is supported when podFailurePolicy is specified");
        }
    }

    static void update(Part object, Part old) {
        check(object, old);
        Part spec = object.at("spec");
        Part was = old.at("spec");
        completions(spec, was);
        spec.at("selector").immutable(was.at("selector"));
        boolean waiting =
                was.at("suspend").isTrue() && !old.at("status", "startTime").isSet();
        if (!waiting) {
            spec.at("template").immutable(was.at("template"));
        }
        for (String field :
                List.of("completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy")) {
            spec.at(field).immutable(was.at(field));
        }
    }

    /** Only an indexed Job may grow, and then by both numbers at once. */
    private static void completions(Part spec, Part was) {
        Part now = spec.at("completions");
        if (now.same(was.at("completions"))) {
            return;
        }
        boolean elastic = spec.at("completionMode").is("Indexed")
                && now.isSet()
                && was.at("completions").isSet();
        if (!elastic) {
            now.invalid("field is immutable");
        } else if (now.number() != spec.at("parallelism").number()
                || was.at("completions").number() != was.at("parallelism").number()) {
            now.invalid("can only be modified in tandem with spec.parallelism");
        }
    }
}
