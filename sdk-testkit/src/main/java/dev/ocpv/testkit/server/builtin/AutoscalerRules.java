package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.registry.NameRules;
import java.util.List;

/** What scales other things by what is measured. */
final class AutoscalerRules {
    private static final List<String> SOURCES = List.of("object", "external", "pods", "resource", "containerResource");
    private static final String[] TYPES = {"ContainerResource", "External", "Object", "Pods", "Resource"};

    private AutoscalerRules() {}

    static void create(Part object, Part ignored) {
        spec(object.at("spec"), object.at("spec").with(dev.ocpv.testkit.server.codec.Json.missing()));
    }

    static void update(Part object, Part old) {
        spec(object.at("spec"), old.at("spec"));
    }

    private static void spec(Part spec, Part old) {
        Part least = spec.at("minReplicas");
        Part most = spec.at("maxReplicas");
        int bound = old.at("minReplicas").isSet() && old.at("minReplicas").number() == 0 ? 0 : 1;
        if (least.isSet() && least.number() < bound) {
            least.invalid("must be greater than or equal to " + bound);
        }
        if (most.number() < 1) {
            most.invalid("must be greater than 0");
        }
        if (least.isSet() && most.number() < least.number()) {
            most.invalid("must be greater than or equal to `minReplicas`");
        }
        Part target = spec.at("scaleTargetRef");
        Part before = old.at("scaleTargetRef");
        boolean known = before.isSet()
                && target.at("apiVersion").same(before.at("apiVersion"))
                && target.at("kind").same(before.at("kind"));
        reference(target);
        if (!known) {
            apiVersion(target.at("apiVersion"), target.at("kind").is("ReplicationController"));
        }
        metrics(spec);
        for (String way : List.of("scaleUp", "scaleDown")) {
            if (spec.at("behavior", way).isSet()) {
                way(spec.at("behavior", way));
            }
        }
    }

    private static void reference(Part reference) {
        for (String field : List.of("kind", "name")) {
            pathSegment(reference.at(field), "");
        }
    }

    private static void pathSegment(Part text, String why) {
        if (text.isZero()) {
            text.required(why);
        } else {
            text.invalid(NameRules.pathSegment(text.text(), false));
        }
    }

    private static void apiVersion(Part version, boolean mayBeCore) {
        if (version.minor() < 35) {
            return;
        }
        String text = version.text();
        if (text.chars().filter(c -> c == '/').count() > 1) {
            version.invalid("unexpected GroupVersion string: " + text);
        } else if (!mayBeCore && text.indexOf('/') <= 0) {
            version.invalid("apiVersion must specify API group");
        }
    }

    private static void metrics(Part spec) {
        boolean elsewhere = false;
        for (Part metric : spec.at("metrics").items()) {
            metric(metric);
            elsewhere |= metric.at("type").is("Object", "External");
        }
        Part least = spec.at("minReplicas");
        if (least.isSet() && least.number() == 0 && !elsewhere) {
            spec.at("metrics")
                    .forbidden("must specify at least one Object or External metric to support scaling to zero"
                            + " replicas");
        }
    }

    private static void metric(Part metric) {
        Part type = metric.at("type");
        if (type.isZero()) {
            type.required("must specify a metric source type");
        }
        type.oneOf(TYPES);
        int count = 0;
        for (String source : SOURCES) {
            if (metric.at(source).isSet() && count++ == 0) {
                source(metric.at(source), source);
            }
        }
        String expected = SOURCES.stream()
                .filter(source -> source.equalsIgnoreCase(type.text()))
                .findFirst()
                .orElse("");
        if (expected.isEmpty()) {
            type.oneOf(TYPES);
        } else if (!metric.at(expected).isSet()) {
            metric.at(expected).required("must populate information for the given metric source");
        }
        if (count != 1) {
            for (String source : SOURCES) {
                if (metric.at(source).isSet() && !source.equals(expected)) {
                    metric.at(source).forbidden("must populate the given metric source only");
                }
            }
        }
    }

    private static void source(Part source, String kind) {
        Part target = source.at("target");
        Part average = target.at("averageValue");
        if (kind.equals("object")) {
            reference(source.at("describedObject"));
            apiVersion(source.at("describedObject", "apiVersion"), true);
        }
        boolean resource = kind.equals("resource") || kind.equals("containerResource");
        if (resource) {
            resource(source, kind);
        } else {
            pathSegment(source.at("metric", "name"), "must specify a metric name");
        }
        target(target);
        boolean value = target.at("value").isSet();
        switch (kind) {
            case "object" -> {
                if (!value && !average.isSet()) {
                    average.required("must set either a target value or averageValue");
                }
            }
            case "external" -> {
                if (!value && !average.isSet()) {
                    average.required("must set either a target value for metric or a per-pod target");
                } else if (value && average.isSet()) {
                    target.at("value").forbidden("may not set both a target value for metric and a per-pod target");
                }
            }
            case "pods" -> {
                if (!average.isSet()) {
                    average.required("must specify a positive target averageValue");
                }
            }
            default -> {
                Part utilization = target.at("averageUtilization");
                if (!utilization.isSet() && !average.isSet()) {
                    utilization.required("must set either a target raw value or a target utilization");
                } else if (utilization.isSet() && average.isSet()) {
                    average.forbidden("may not set both a target raw value and a target utilization");
                }
            }
        }
    }

    private static void resource(Part source, String kind) {
        Part name = source.at("name");
        boolean one = kind.equals("containerResource");
        if (name.isZero()) {
            name.required("must specify a resource name");
        } else if (one) {
            ResourceRules.containerResource(name, name.text());
        }
        Part container = source.at("container");
        if (one && container.isZero()) {
            container.required("must specify a container");
        } else if (one) {
            container.label();
        }
    }

    private static void target(Part target) {
        Part type = target.at("type");
        if (type.isZero()) {
            type.required("must specify a metric target type");
        }
        if (!type.is("Utilization", "Value", "AverageValue")) {
            type.invalid("must be either Utilization, Value, or AverageValue");
        }
        for (String field : List.of("value", "averageValue")) {
            Part amount = target.at(field);
            if (amount.isSet() && QuantityText.value(amount.text()).signum() <= 0) {
                amount.invalid(GoValues.shownQuantity(amount.text(), amount.minor()), "must be positive");
            }
        }
        Part utilization = target.at("averageUtilization");
        if (utilization.isSet() && utilization.number() < 1) {
            utilization.invalid("must be greater than 0");
        }
    }

    private static void way(Part rules) {
        Part window = rules.at("stabilizationWindowSeconds");
        if (window.number() < 0) {
            window.invalid("must be greater than or equal to zero");
        } else if (window.number() > 3600) {
            window.invalid("must be less than or equal to 3600");
        }
        rules.at("selectPolicy").optionalOneOf("Disabled", "Max", "Min");
        Part policies = rules.at("policies");
        if (policies.isZero()) {
            policies.required("must specify at least one Policy");
        }
        for (Part policy : policies.items()) {
            policy.at("type").oneOf("Percent", "Pods");
            for (String field : List.of("value", "periodSeconds")) {
                if (policy.at(field).number() <= 0) {
                    policy.at(field).invalid("must be greater than zero");
                }
            }
            if (policy.at("periodSeconds").number() > 1800) {
                policy.at("periodSeconds").invalid("must be less than or equal to 1800");
            }
        }
        Part tolerance = rules.at("tolerance");
        if (tolerance.isSet() && QuantityText.value(tolerance.text()).signum() < 0) {
            tolerance.invalid("must be greater than or equal to 0");
        }
    }

    static void status(Part object, Part ignored) {
        object.at("status", "currentReplicas").notNegative();
        object.at("status", "desiredReplicas").notNegative();
    }
}
