package dev.ocpv.testkit.server.builtin;

import java.util.List;
import java.util.Set;

/** What runs pods from a template: how many, which ones, and how they are replaced. */
final class WorkloadRules {
    private static final String PERCENT_WORDS =
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex"
                    + " used for validation is '[0-9]+%')";

    private WorkloadRules() {}

    static void deployment(Part object, Part ignored) {
        Part spec = object.at("spec");
        spec.at("replicas").notNegative();
        selector(spec, "deployment");
        template(spec, "ReplicaSet");
        Part strategy = spec.at("strategy");
        Part rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
            case "Recreate" -> {
                if (rolling.isSet()) {
                    rolling.forbidden("may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> {
                if (rolling.isSet()) {
                    rolling(rolling);
                } else {
                    rolling.required("this should be defaulted and never be nil");
                }
            }
            default -> strategy.notSupported("Recreate", "RollingUpdate");
        }
        spec.at("minReadySeconds").notNegative();
        spec.at("revisionHistoryLimit").notNegative();
        Part deadline = spec.at("progressDeadlineSeconds");
        if (deadline.isSet()) {
            deadline.notNegative();
            if (deadline.number() <= spec.at("minReadySeconds").number()) {
                deadline.invalid("must be greater than minReadySeconds");
            }
        }
    }

    private static void rolling(Part rolling) {
        Part unavailable = rolling.at("maxUnavailable");
        amount(unavailable);
        amount(rolling.at("maxSurge"));
        if (percentOrNumber(unavailable) == 0 && percentOrNumber(rolling.at("maxSurge")) == 0) {
            unavailable.invalid("may not be 0 when `maxSurge` is 0");
        }
        notMoreThanAll(unavailable);
    }

    /** A number of pods, or how many of a hundred. */
    static void amount(Part amount) {
        if (!amount.value().isTextual()) {
            amount.asText().notNegative();
        } else if (!amount.text().matches("[0-9]+%")) {
            amount.invalid(PERCENT_WORDS);
        }
    }

    static void notMoreThanAll(Part amount) {
        if (amount.text().matches("[0-9]{1,9}%") && percentOrNumber(amount) > 100) {
            amount.invalid("must not be greater than 100%");
        }
    }

    private static long percentOrNumber(Part amount) {
        String text = amount.text();
        return text.matches("[0-9]{1,9}%") ? Long.parseLong(text.substring(0, text.length() - 1)) : amount.number();
    }

    private static void selector(Part spec, String word) {
        Part selector = spec.at("selector");
        if (!selector.isSet()) {
            selector.required("");
            return;
        }
        LabelSelectorRules.check(selector);
        if (LabelSelectorRules.isEmpty(selector.value())) {
            selector.invalid("empty selector is invalid for " + word);
        }
    }

    private static void template(Part spec, String kind) {
        Part selector = spec.at("selector");
        if (selector.isSet() && !LabelSelectorRules.isValid(selector)) {
            selector.invalid("invalid label selector");
            return;
        }
        matches(spec);
        PodRules.template(spec.at("template"));
        onlyAlways(spec, kind);
    }

    /** Without any selector nothing matches, with an empty one everything does. */
    static void matches(Part spec) {
        Part labels = spec.at("template", "metadata", "labels");
        boolean valid = LabelSelectorRules.isValid(spec.at("selector"));
        if (valid && !LabelSelectorRules.fits(spec.at("selector").value(), labels.value())) {
            labels.invalid("`selector` does not match template `labels`");
        }
    }

    private static void onlyAlways(Part spec, String kind) {
        Part restart = spec.at("template", "spec", "restartPolicy");
        if (!restart.is("Always")) {
            restart.notSupported("Always");
        }
        Part deadline = spec.at("template", "spec", "activeDeadlineSeconds");
        if (deadline.isSet()) {
            deadline.forbidden("activeDeadlineSeconds in " + kind + " is not Supported");
        }
    }

    static void replicaSet(Part object, Part ignored) {
        Part spec = object.at("spec");
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
        selector(spec, "deployment");
        template(spec, "ReplicaSet");
    }

    static void daemonSet(Part object, Part ignored) {
        Part spec = object.at("spec");
        LabelSelectorRules.check(spec.at("selector"));
        matches(spec);
        if (spec.at("selector").isSet()
                && LabelSelectorRules.isEmpty(spec.at("selector").value())) {
            spec.at("selector").invalid("empty selector is invalid for daemonset");
        }
        PodRules.template(spec.at("template"));
        onlyAlways(spec, "DaemonSet");
        spec.at("minReadySeconds").notNegative();
        Part strategy = spec.at("updateStrategy");
        if (strategy.at("type").is("RollingUpdate")) {
            rollingDaemons(strategy.at("rollingUpdate"));
        } else if (!strategy.at("type").is("OnDelete")) {
            strategy.notSupported("RollingUpdate", "OnDelete");
        }
        spec.at("revisionHistoryLimit").notNegative();
    }

    private static void rollingDaemons(Part rolling) {
        if (!rolling.isSet()) {
            rolling.required("");
            return;
        }
        Part unavailable = rolling.at("maxUnavailable");
        Part surge = rolling.at("maxSurge");
        amount(unavailable);
        amount(surge);
        boolean some = percentOrNumber(unavailable) != 0;
        boolean more = percentOrNumber(surge) != 0;
        if (some && more) {
            surge.invalid("may not be set when maxUnavailable is non-zero");
        } else if (!some && !more) {
            unavailable.required("cannot be 0 when maxSurge is 0");
        }
        notMoreThanAll(unavailable);
        notMoreThanAll(surge);
    }

    static void statefulSet(Part object, Part ignored) {
        statefulSet(object, true);
    }

    private static void statefulSet(Part object, boolean isNew) {
        Part spec = object.at("spec");
        Part management = spec.at("podManagementPolicy");
        if (management.present() && !management.is("OrderedReady", "Parallel")) {
            management.invalid("must be 'OrderedReady' or 'Parallel'");
        }
        statefulUpdates(spec.at("updateStrategy"));
        for (String when : List.of("whenDeleted", "whenScaled")) {
            spec.at("persistentVolumeClaimRetentionPolicy", when).optionalOneOf("Retain", "Delete");
        }
        if (isNew && object.minor() >= 34) {
            spec.at("volumeClaimTemplates").items().forEach(claim -> ClaimRules.spec(claim.at("spec")));
        }
        spec.at("replicas").notNegative();
        spec.at("minReadySeconds").notNegative();
        spec.at("ordinals", "start").notNegative();
        if (isNew && object.minor() >= 34 && !spec.at("serviceName").isZero()) {
            spec.at("serviceName").label();
        }
        selector(spec, "statefulset");
        Part selector = spec.at("selector");
        if (selector.isSet() && !LabelSelectorRules.isValid(selector)) {
            selector.invalid("");
        } else {
            statefulTemplate(spec);
        }
        onlyAlways(spec, "StatefulSet");
    }

    /** The pods of a StatefulSet see a volume for each of its claims; their labels are looked at twice. */
    private static void statefulTemplate(Part spec) {
        if (!spec.at("selector").isSet()
                || !LabelSelectorRules.isEmpty(spec.at("selector").value())) {
            matches(spec);
        }
        Part template = spec.at("template");
        if (spec.minor() >= 31) {
            PodRules.template(template.with(StatefulTemplate.of(spec)));
        }
        template.at("metadata", "labels").as(template.at("labels").path()).labels();
        PodRules.annotations(template.at("metadata", "annotations")
                .as(template.at("annotations").path()));
    }

    private static void statefulUpdates(Part strategy) {
        Part rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
            case "" -> strategy.at("type").as(strategy.path()).required("");
            case "OnDelete" -> {
                if (rolling.isSet()) {
                    rolling.invalid("only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> {
                rolling.at("partition").notNegative();
            }
            default -> strategy.invalid("must be 'RollingUpdate' or 'OnDelete'");
        }
    }

    /** What of a StatefulSet may change. */
    static Set<String> changeable(int minor) {
        Set<String> fields =
                new java.util.LinkedHashSet<>(List.of("replicas", "ordinals", "template", "updateStrategy"));
        if (minor >= 33) {
            fields.add("revisionHistoryLimit");
        }
        fields.addAll(List.of("persistentVolumeClaimRetentionPolicy", "minReadySeconds"));
        return fields;
    }

    static void statefulUpdate(Part object, Part old) {
        statefulSet(object, false);
        Set<String> may = changeable(object.minor());
        Part spec = object.at("spec");
        boolean other = false;
        for (String field : TypeTable.of(object.minor())
                .struct("apps.StatefulSetSpec")
                .fields()
                .keySet()) {
            other |= !may.contains(field) && !spec.at(field).same(old.at("spec", field));
        }
        if (other) {
            List<String> names = may.stream().map(name -> "'" + name + "'").toList();
            spec.forbidden("updates to statefulset spec for fields other than "
                    + String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1)
                    + " are forbidden");
        }
    }

    static void replicationController(Part object, Part ignored) {
        Part spec = object.at("spec");
        spec.at("minReadySeconds").notNegative();
        Part selector = spec.at("selector");
        selector.present();
        spec.at("replicas").notNegative();
        Part template = spec.at("template");
        if (!template.isSet()) {
            template.required("");
            return;
        }
        Part labels = template.at("metadata", "labels");
        boolean fits =
                selector.keys().stream().allMatch(key -> selector.key(key).same(labels.key(key)));
        if (!fits) {
            labels.invalid("`selector` does not match template `labels`");
        }
        PodRules.template(template);
        onlyAlways(spec, "ReplicationController");
    }

    static void podTemplate(Part object, Part ignored) {
        PodRules.template(object.at("template"));
    }
}
