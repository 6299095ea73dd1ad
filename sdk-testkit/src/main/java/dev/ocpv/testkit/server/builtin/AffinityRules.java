package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a pod wants to run, and near whom. */
final class AffinityRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private AffinityRules() {}

    static void check(Part affinity) {
        Part node = affinity.at("nodeAffinity");
        if (node.at(REQUIRED).isSet()) {
            nodes(node.at(REQUIRED));
        }
        for (Part preferred : node.at(PREFERRED).items()) {
            weight(preferred);
            term(preferred.at("preference"));
        }
        pods(affinity.at("podAffinity"));
        pods(affinity.at("podAntiAffinity"));
    }

    private static void weight(Part preferred) {
        long weight = preferred.at("weight").number();
        if (weight <= 0 || weight > 100) {
            preferred.at("weight").invalid("must be in the range 1-100");
        }
    }

    /** Which nodes there are to choose from. */
    static void nodes(Part selector) {
        Part terms = selector.at("nodeSelectorTerms");
        if (terms.isZero()) {
            terms.required("must have at least one node selector term");
        }
        terms.items().forEach(AffinityRules::term);
    }

    private static void term(Part term) {
        for (Part expression : term.at("matchExpressions").items()) {
            operands(expression);
            expression.at("key").labelKey();
        }
        for (Part field : term.at("matchFields").items()) {
            if (!field.at("operator").is("In", "NotIn")) {
                field.at("operator").invalid("not a valid selector operator");
            } else if (field.at("values").items().size() != 1) {
                field.at("values")
                        .required("must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
            }
            if (!field.at("key").is("metadata.name")) {
                field.at("key").invalid("not a valid field selector key");
            } else {
                field.at("values").items().forEach(Part::subdomain);
            }
        }
    }

    private static void operands(Part expression) {
        Part values = expression.at("values");
        switch (expression.at("operator").text()) {
            case "In", "NotIn" -> {
                if (values.isZero()) {
                    values.required(LabelSelectorRules.NEEDS_VALUES);
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!values.isZero()) {
                    values.forbidden(LabelSelectorRules.NEEDS_NONE);
                }
            }
            case "Gt", "Lt" -> {
                if (values.items().size() != 1) {
                    values.required("must be specified single value when `operator` is 'Lt' or 'Gt'");
                }
            }
            default -> expression.at("operator").invalid("not a valid selector operator");
        }
    }

    private static void pods(Part affinity) {
        affinity.at(REQUIRED).items().forEach(AffinityRules::podTerm);
        for (Part preferred : affinity.at(PREFERRED).items()) {
            weight(preferred);
            podTerm(preferred.at("podAffinityTerm"));
        }
    }

    private static void podTerm(Part term) {
        LabelSelectorRules.check(term.at("labelSelector"));
        LabelSelectorRules.check(term.at("namespaceSelector"));
        for (Part namespace : term.at("namespaces").items()) {
            namespace.as(term.at("namespace").path()).label();
        }
        labelKeys(term);
        topologyKey(term.at("topologyKey"));
    }

    /** Keys whose values are those of the pod itself. */
    private static void labelKeys(Part term) {
        Part selector = term.at("labelSelector");
        Part same = term.at("matchLabelKeys");
        Part other = term.at("mismatchLabelKeys");
        for (Part keys : List.of(same, other)) {
            if (!keys.isZero() && !selector.isSet()) {
                keys.forbidden("must not be specified when labelSelector is not set");
            } else {
                keys.items().forEach(Part::labelKey);
            }
        }
        List<String> known = same.items().stream().map(Part::text).toList();
        if (selector.isSet()) {
            Set<String> selected = new HashSet<>(selector.at("matchLabels").keys());
            for (Part expression : selector.at("matchExpressions").items()) {
                Part key = expression.at("key");
                int at = known.indexOf(key.text());
                if (at >= 0 && selected.contains(key.text())) {
                    same.items().get(at).invalid("exists in both matchLabelKeys and labelSelector");
                }
                selected.add(key.text());
            }
        }
        for (Part key : other.items()) {
            int at = known.indexOf(key.text());
            if (at >= 0) {
                same.items().get(at).invalid("exists in both matchLabelKeys and mismatchLabelKeys");
            }
        }
    }

    private static void topologyKey(Part key) {
        if (key.isZero()) {
            key.required("can not be empty");
        }
        key.labelKey();
    }

    /** How evenly pods are to be spread. */
    static void spread(Part constraints) {
        List<Part> all = constraints.items();
        for (int i = 0; i < all.size(); i++) {
            Part constraint = all.get(i);
            if (constraint.at("maxSkew").number() <= 0) {
                constraint.at("maxSkew").invalid("must be greater than zero");
            }
            Part key = constraint.at("topologyKey");
            if (key.isZero()) {
                key.required("can not be empty");
            }
            Part when = constraint.at("whenUnsatisfiable");
            when.oneOf("DoNotSchedule", "ScheduleAnyway");
            boolean again = all.subList(i + 1, all.size()).stream()
                    .anyMatch(other -> other.at("topologyKey").same(key)
                            && other.at("whenUnsatisfiable").same(when));
            if (again) {
                constraint
                        .as(constraint.path() + ".{topologyKey, whenUnsatisfiable}")
                        .with(Json.text("{" + key.text() + ", " + when.text() + "}"))
                        .asText()
                        .duplicate();
            }
            domains(constraint, when);
            Part keys = constraint.at("matchLabelKeys");
            if (!keys.isZero() && !constraint.at("labelSelector").isSet()) {
                keys.forbidden("must not be specified when labelSelector is not set");
            }
            LabelSelectorRules.check(constraint.at("labelSelector"));
        }
    }

    private static void domains(Part constraint, Part when) {
        Part least = constraint.at("minDomains");
        if (least.isSet()) {
            if (least.number() <= 0) {
                least.invalid("must be greater than zero");
            }
            if (!when.is("DoNotSchedule")) {
                least.invalid("can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + when.text());
            }
        }
        constraint.at("nodeAffinityPolicy").optionalOneOf("Honor", "Ignore");
        constraint.at("nodeTaintsPolicy").optionalOneOf("Honor", "Ignore");
    }
}
