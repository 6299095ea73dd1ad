package dev.ocpv.testkit.server.builtin;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Bounds for namespaces and for what is in them. */
final class QuotaRules {
    private static final List<String> SCOPES = List.of(
            "Terminating",
            "NotTerminating",
            "BestEffort",
            "NotBestEffort",
            "PriorityClass",
            "CrossNamespacePodAffinity",
            "VolumeAttributesClass");

    private QuotaRules() {}

    static void quota(Part object, Part ignored) {
        spec(object.at("spec"));
    }

    private static void spec(Part spec) {
        Part hard = spec.at("hard");
        amounts(hard);
        Part scopes = spec.at("scopes");
        for (Part scope : scopes.items()) {
            if (!SCOPES.contains(scope.text())) {
                scopes.invalid("unsupported scope");
            }
            scopeFits(scope, scopes, hard);
        }
        conflicts(texts(scopes), scopes);
        selector(spec, hard);
    }

    private static void amounts(Part list) {
        for (String name : list.keys()) {
            Part amount = list.key(name);
            ResourceRules.general(amount, name);
            if (!name.contains("/") && (name.equals("storage") || !ResourceRules.isStandard(name))) {
                amount.invalid(ResourceRules.shown(name, amount.minor()), "must be a standard resource for quota");
            }
            ResourceRules.amount(amount, name);
        }
    }

    /** What the status of a quota must be like. */
    static void quotaStatus(Part object, Part ignored) {
        amounts(object.at("status", "hard"));
        amounts(object.at("status", "used"));
    }

    /** Some scopes only count pods, others only what pods ask for. */
    private static void scopeFits(Part scope, Part shown, Part hard) {
        for (String name : new TreeSet<>(hard.keys())) {
            boolean compute = name.matches("(requests\\.|limits\\.)?(cpu|memory|ephemeral-storage)");
            boolean fits = switch (scope.text()) {
                case "BestEffort" -> name.equals("pods");
                case "Terminating", "NotTerminating", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity" ->
                    name.equals("pods") || compute;
                default -> true;
            };
            if (!fits && ResourceRules.isStandard(name)) {
                shown.invalid("unsupported scope applied to resource");
            }
        }
    }

    private static void conflicts(List<String> scopes, Part shown) {
        if (scopes.containsAll(List.of("BestEffort", "NotBestEffort"))) {
            shown.invalid("conflicting scopes");
        }
        if (scopes.containsAll(List.of("Terminating", "NotTerminating"))) {
            shown.invalid("conflicting scopes");
        }
    }

    private static void selector(Part spec, Part hard) {
        Part selector = spec.at("scopeSelector");
        Part path = selector.at("matchExpressions");
        for (Part expression : path.items()) {
            Part scope = expression.at("scopeName");
            Part operator = expression.at("operator").as(path.path() + ".operator");
            Part values = expression.at("values").as(path.path() + ".values");
            if (!SCOPES.contains(scope.text())) {
                scope.as(path.path() + ".scopeName").invalid("unsupported scope");
            }
            scopeFits(scope, selector.as(path.path()), hard);
            boolean plain = !scope.is("PriorityClass", "VolumeAttributesClass") && SCOPES.contains(scope.text());
            if (plain && !operator.is("Exists")) {
                operator.invalid("must be " + (operator.minor() < 34 ? "'Exist'" : "'Exists'")
                        + " when scope is any of ResourceQuotaScopeTerminating,"
                        + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
                        + " ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
            }
            if (operator.is("In", "NotIn")) {
                if (values.isZero()) {
                    values.required("must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
                }
            } else if (!operator.is("Exists", "DoesNotExist")) {
                operator.invalid("not a valid selector operator");
            } else if (!values.isZero()) {
                values.invalid("must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
            }
        }
        conflicts(
                path.items().stream().map(one -> one.at("scopeName").text()).toList(),
                spec.at("scopes").as(path.path()));
    }

    static void quotaUpdate(Part object, Part old) {
        spec(object.at("spec"));
        Part scopes = object.at("spec", "scopes");
        if (!new HashSet<>(texts(scopes)).equals(new HashSet<>(texts(old.at("spec", "scopes"))))) {
            scopes.invalid("field is immutable");
        }
    }

    private static List<String> texts(Part list) {
        return list.items().stream().map(Part::text).toList();
    }

    static void limits(Part object, Part ignored) {
        Set<String> types = new HashSet<>();
        for (Part limit : object.at("spec", "limits").items()) {
            Part type = limit.at("type");
            int before = type.errors().causes().size();
            type.labelKey();
            boolean good = type.errors().causes().size() == before;
            if (good && !type.text().contains("/") && !type.is("Pod", "Container", "PersistentVolumeClaim")) {
                type.invalid("must be a standard limit type or fully qualified");
            }
            if (!types.add(type.text())) {
                type.duplicate();
            }
            if (type.is("Pod")) {
                for (String field : List.of("default", "defaultRequest")) {
                    if (!limit.at(field).isZero()) {
                        limit.at(field).forbidden("may not be specified when `type` is 'Pod'");
                    }
                }
            }
            if (type.is("PersistentVolumeClaim")
                    && !limit.at("min").key("storage").isSet()
                    && !limit.at("max").key("storage").isSet()) {
                limit.at("limits")
                        .required("either minimum or maximum storage value is required, but neither was provided");
            }
            Set<String> names = new TreeSet<>();
            for (String field : List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")) {
                names.addAll(limit.at(field).keys());
                for (String name : limit.at(field).keys()) {
                    if (type.is("Pod", "Container")) {
                        ResourceRules.containerResource(limit.at(field).key(name), name);
                    } else {
                        ResourceRules.general(limit.at(field).key(name), name);
                    }
                }
            }
            names.forEach(name -> bounds(limit, name));
        }
    }

    private static void bounds(Part limit, String name) {
        Part min = limit.at("min").key(name);
        Part max = limit.at("max").key(name);
        Part request = limit.at("defaultRequest").key(name);
        Part usual = limit.at("default").key(name);
        exceeds(min, min, "min value", max, "max value");
        exceeds(request, min, "min value", request, "default request value");
        exceeds(request, request, "default request value", max, "max value");
        exceeds(request, request, "default request value", usual, "default limit value");
        exceeds(usual.with(min.value()), min, "min value", usual, "default value");
        exceeds(usual.with(max.value()), usual, "default value", max, "max value");
        Part ratio = limit.at("maxLimitRequestRatio").key(name);
        if (ratio.isSet() && value(ratio).compareTo(BigDecimal.ONE) < 0) {
            ratio.invalid(shown(ratio), "ratio " + ratio.text() + " is less than 1");
        }
    }

    private static void exceeds(Part shown, Part low, String lowName, Part high, String highName) {
        if (low.isSet() && high.isSet() && value(low).compareTo(value(high)) > 0) {
            shown.invalid(
                    shown(shown), lowName + " " + low.text() + " is greater than " + highName + " " + high.text());
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode shown(Part amount) {
        return GoValues.shownQuantity(amount.text(), amount.minor());
    }

    private static BigDecimal value(Part amount) {
        return QuantityText.value(amount.text());
    }
}
