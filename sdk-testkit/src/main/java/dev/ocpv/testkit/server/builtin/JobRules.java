package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.List;

/** What runs pods to their end. */
final class JobRules {
    private static final String PREFIX = "batch.kubernetes.io/";
    private static final long MANY = 100_000;
    private static final long FEWER = 10_000;

    private JobRules() {}

    static void check(Part object, Part old) {
        generated(object, old.at("spec", "template", "metadata", "labels"));
        specWithSelector(object.at("spec"));
        Part completions = object.at("spec", "completions");
        if (object.at("spec", "completionMode").is("Indexed") && completions.number() > 0) {
            Part name = object.at("metadata", "name");
            String host = name.text() + "-" + (completions.number() - 1);
            if (!NameRules.label(host, false).isEmpty()) {
                name.invalid("will not able to create pod with invalid DNS label: " + host);
            }
        }
    }

    private static void specWithSelector(Part spec) {
        spec(spec);
        Part selector = spec.at("selector");
        if (!selector.isSet()) {
            selector.required("");
        } else {
            LabelSelectorRules.check(selector);
        }
        WorkloadRules.matches(spec);
    }

    /** Who does not bring a selector along gets one, and may not add to it. */
    private static void generated(Part object, Part oldLabels) {
        Part selector = object.at("spec", "selector");
        if (object.at("spec", "manualSelector").isTrue() || !selector.isSet()) {
            return;
        }
        String uid = object.at("metadata", "uid").text();
        String name = object.at("metadata", "name").text();
        Part labels = object.at("spec", "template", "metadata", "labels");
        ObjectNode expected = Json.object();
        boolean prefixed = oldLabels.key(PREFIX + "job-name").isSet()
                && oldLabels.key(PREFIX + "controller-uid").isSet();
        for (String prefix : prefixed ? List.of("", PREFIX) : List.of("")) {
            expected.put(prefix + "controller-uid", uid).put(prefix + "job-name", name);
            expect(labels, prefix + "controller-uid", uid);
            expect(labels, prefix + "job-name", name);
        }
        if (LabelSelectorRules.isValid(selector) && !LabelSelectorRules.fits(selector.value(), expected)) {
            selector.invalid("`selector` not auto-generated");
        }
    }

    private static void expect(Part labels, String name, String value) {
        Part label = labels.key(name);
        if (!label.isSet()) {
            label.required("must be '" + value + "'");
        } else if (!label.is(value)) {
            labels.as(label.path()).invalid("must be '" + value + "'");
        }
    }

    static void spec(Part spec) {
        for (String field : List.of(
                "parallelism",
                "completions",
                "activeDeadlineSeconds",
                "backoffLimit",
                "ttlSecondsAfterFinished",
                "backoffLimitPerIndex",
                "maxFailedIndexes")) {
            spec.at(field).notNegative();
        }
        if (spec.at("maxFailedIndexes").isSet()
                && !spec.at("backoffLimitPerIndex").isSet()) {
            spec.at("backoffLimitPerIndex").required("when maxFailedIndexes is specified");
        }
        Part manager = spec.at("managedBy");
        if (manager.isSet()) {
            TextRules.domainPath(manager);
            if (manager.text().length() > 63) {
                manager.errors().tooLong(manager.path(), 63);
            }
        }
        completionMode(spec);
        if (spec.at("podFailurePolicy").isSet()) {
            JobPolicyRules.failure(spec);
        }
        if (spec.at("successPolicy").isSet()) {
            JobPolicyRules.success(spec);
        }
        if (spec.at("podReplacementPolicy").isSet()) {
            replacement(spec);
        }
        PodRules.template(spec.at("template"));
        restart(spec);
    }

    private static void completionMode(Part spec) {
        spec.at("completionMode").optionalOneOf("NonIndexed", "Indexed");
        if (spec.at("completionMode").is("Indexed")) {
            indexed(spec);
        } else if (spec.at("completionMode").is("", "NonIndexed")) {
            for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes")) {
                if (spec.at(field).isSet()) {
                    spec.at(field).invalid("requires indexed completion mode");
                }
            }
        }
    }

    private static void indexed(Part spec) {
        Part completions = spec.at("completions");
        Part parallelism = spec.at("parallelism");
        Part failed = spec.at("maxFailedIndexes");
        if (!completions.isSet()) {
            completions.required("when completion mode is Indexed");
        }
        atMost(parallelism, MANY, " when completion mode is Indexed");
        if (completions.isSet() && failed.number() > completions.number()) {
            failed.invalid("must be less than or equal to completions");
        }
        atMost(failed, MANY, "");
        if (completions.number() > MANY && spec.at("backoffLimitPerIndex").isSet()) {
            if (!failed.isSet()) {
                failed.required("must be specified when completions is above " + MANY);
            }
            String when = " when completions are above " + MANY + " and used with backoff limit per index";
            atMost(parallelism, FEWER, when);
            atMost(failed, FEWER, when);
        }
    }

    private static void atMost(Part number, long most, String when) {
        if (number.number() > most) {
            number.invalid("must be less than or equal to " + most + when);
        }
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
        } else if (!restart.is("OnFailure", "Never")) {
            restart.notSupported("OnFailure", "Never");
        } else if (spec.at("podFailurePolicy").isSet() && !restart.is("Never")) {
            restart.invalid("only \"Never\" is supported when podFailurePolicy is specified");
        }
    }

    static void update(Part object, Part old) {
        check(object, old);
        Part spec = object.at("spec");
        Part was = old.at("spec");
        specWithSelector(spec);
        completions(spec, was);
        spec.at("selector").immutable(was.at("selector"));
        template(spec.at("template"), old);
        for (String field :
                List.of("completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy")) {
            spec.at(field).immutable(was.at(field));
        }
    }

    /** Where the pods of a Job go may change as long as none was ever started. */
    private static void template(Part template, Part old) {
        Part was = old.at("spec", "template");
        boolean waiting = old.at("spec", "suspend").isTrue()
                && !old.at("status", "startTime").isSet();
        if (!waiting) {
            template.immutable(was);
            return;
        }
        ObjectNode allowed = was.value().deepCopy();
        ObjectNode spec = Json.objectAt(allowed, "spec");
        ObjectNode wanted = Json.objectAt((ObjectNode) template.value(), "spec");
        for (String field : List.of("nodeSelector", "tolerations", "schedulingGates")) {
            BuiltinStrategy.keep(field, spec, wanted);
        }
        nodeAffinity(spec, wanted);
        ObjectNode metadata = Json.objectAt(allowed, "metadata");
        ObjectNode now = Json.objectAt((ObjectNode) template.value(), "metadata");
        for (String field : List.of("annotations", "labels")) {
            BuiltinStrategy.keep(field, metadata, now);
        }
        template.immutable(was.with(allowed));
    }

    private static void nodeAffinity(ObjectNode spec, ObjectNode wanted) {
        if (!spec.path("affinity").isObject() && !wanted.path("affinity").isObject()) {
            return;
        }
        ObjectNode affinity = Json.objectAt(spec, "affinity");
        BuiltinStrategy.keep("nodeAffinity", affinity, Json.objectAt(wanted.deepCopy(), "affinity"));
        if (affinity.isEmpty() && !wanted.path("affinity").isObject()) {
            spec.remove("affinity");
        }
    }

    /** Only an indexed Job may grow, and then by both numbers at once. */
    private static void completions(Part spec, Part was) {
        Part now = spec.at("completions");
        if (now.same(was.at("completions"))) {
            return;
        }
        if (!spec.at("completionMode").is("Indexed")) {
            now.invalid("field is immutable");
        } else if (now.isSet() && now.number() != spec.at("parallelism").number()) {
            now.invalid("can only be modified in tandem with spec.parallelism");
        }
    }
}
