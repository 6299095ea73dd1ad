package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;

/** What an autoscaler does that is told nothing: by processor use, fast upwards, slowly downwards. */
final class AutoscalerDefaults {
    private AutoscalerDefaults() {}

    static void apply(ObjectNode spec) {
        TypeDefaults.set(spec, "minReplicas", 1);
        if (Json.isEmpty(spec.path("metrics"))) {
            ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
            ObjectNode target = metric.putObject("resource").put("name", "cpu").putObject("target");
            target.put("type", "Utilization").set("averageUtilization", Json.number(80));
        }
        if (spec.get("behavior") instanceof ObjectNode behavior) {
            ObjectNode up = rules(behavior, "scaleUp");
            TypeDefaults.set(up, "stabilizationWindowSeconds", 0);
            policies(up, true);
            policies(rules(behavior, "scaleDown"), false);
        }
    }

    private static ObjectNode rules(ObjectNode behavior, String way) {
        ObjectNode rules = Json.objectAt(behavior, way);
        if (!rules.hasNonNull("selectPolicy")) {
            rules.put("selectPolicy", "Max");
        }
        return rules;
    }

    private static void policies(ObjectNode rules, boolean up) {
        if (rules.hasNonNull("policies")) {
            return;
        }
        ArrayNode policies = rules.putArray("policies");
        if (up) {
            add(policies, "Pods", 4);
        }
        add(policies, "Percent", 100);
    }

    private static void add(ArrayNode policies, String type, long value) {
        ObjectNode policy = policies.addObject().put("type", type);
        policy.set("value", Json.number(value));
        policy.set("periodSeconds", Json.number(15));
    }
}
