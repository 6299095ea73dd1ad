package dev.ocpv.verify;

import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions of one resource; a stale {@code observedGeneration} counts as not yet. */
record ConditionsHold(ResourceRef resource, Map<String, String> wanted) implements Check {

    ConditionsHold {
        wanted = new LinkedHashMap<>(wanted);
    }

    @Override
    public String title() {
        var parts = new ArrayList<String>();
        wanted.forEach((type, status) -> parts.add(type + "=" + status));
        return resource + " is " + String.join(", ", parts);
    }

    @Override
    public Observation observe(LiveReader live) {
        return live.get(resource).map(this::judge).orElseGet(() -> Observation.waiting("it does not exist"));
    }

    private Observation judge(Map<String, Object> document) {
        var generation = number(document, "metadata", "generation");
        var observed = number(document, "status", "observedGeneration");
        if (observed >= 0 && observed < generation) {
            return Observation.waiting("generation %d is not observed yet, only %d".formatted(generation, observed));
        }
        var missing = new ArrayList<String>();
        wanted.forEach((type, status) -> {
            var seen = condition(document, type);
            if (!status.equals(seen.get("status"))) {
                missing.add(describe(type, seen));
            }
        });
        return missing.isEmpty()
                ? Observation.passed("all conditions hold")
                : Observation.waiting(String.join("; ", missing));
    }

    private static String describe(String type, Map<?, ?> seen) {
        if (seen.isEmpty()) {
            return "no condition " + type;
        }
        var text = new StringBuilder(type + "=" + seen.get("status"));
        if (seen.get("reason") != null) {
            text.append(" (").append(seen.get("reason"));
            text.append(seen.get("message") == null ? ")" : ": " + seen.get("message") + ")");
        }
        return text.toString();
    }

    private static Map<?, ?> condition(Map<String, Object> document, String type) {
        var conditions = FieldPath.of("status", "conditions").in(document);
        if (conditions.isPresent() && conditions.get() instanceof List<?> list) {
            for (var item : list) {
                if (item instanceof Map<?, ?> condition && type.equals(condition.get("type"))) {
                    return condition;
                }
            }
        }
        return Map.of();
    }

    private static long number(Map<String, Object> document, String... path) {
        return FieldPath.of(path).in(document).orElse(-1) instanceof Number number ? number.longValue() : -1;
    }
}
