package dev.ocpv.verify;

import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where the pods of a workload run; {@code sorted} is {@code nodes} in the order of messages. */
record PodsOn(ResourceRef resource, Set<String> nodes, SortedSet<String> sorted, boolean everyOne) implements Check {

    @Override
    public String title() {
        return "pods of %s run on %s%s".formatted(resource, everyOne ? "" : "some of ", String.join(", ", sorted));
    }

    @Override
    public Observation observe(LiveReader live) {
        var seen = new TreeSet<String>();
        int pending = 0;
        for (var pod : live.list("v1", "Pod", resource.namespace())) {
            if (isOurs(pod, live)) {
                var running = "Running".equals(text(pod, "status", "phase"));
                pending += running ? 0 : 1;
                if (running) {
                    seen.add(text(pod, "spec", "nodeName"));
                }
            }
        }
        return judge(seen, pending);
    }

    private Observation judge(SortedSet<String> seen, int pending) {
        var elsewhere = new TreeSet<>(seen);
        elsewhere.removeAll(nodes);
        var missing = new TreeSet<>(sorted);
        missing.removeAll(seen);
        if (!elsewhere.isEmpty()) {
            return Observation.waiting("also on " + String.join(", ", elsewhere));
        }
        if (everyOne && !missing.isEmpty()) {
            return Observation.waiting("none on " + String.join(", ", missing));
        }
        if (seen.isEmpty() || pending > 0) {
            return Observation.waiting("%d running, %d not yet".formatted(seen.size(), pending));
        }
        return Observation.passed(String.join(", ", seen));
    }

    private boolean isOurs(Map<String, Object> pod, LiveReader live) {
        return owners(pod).stream().anyMatch(owner -> owns(owner, live));
    }

    private boolean owns(Map<?, ?> owner, LiveReader live) {
        if (resource.kind().equals(owner.get("kind"))) {
            return resource.name().equals(owner.get("name"));
        }
        if (!"ReplicaSet".equals(owner.get("kind"))) {
            return false;
        }
        var set = ResourceRef.namespaced(
                "apps/v1", "ReplicaSet", resource.namespace(), String.valueOf(owner.get("name")));
        return live.get(set).stream()
                .flatMap(found -> owners(found).stream())
                .anyMatch(above -> resource.kind().equals(above.get("kind"))
                        && resource.name().equals(above.get("name")));
    }

    private static List<Map<?, ?>> owners(Map<String, Object> document) {
        return FieldPath.of("metadata", "ownerReferences").in(document).orElse(List.of()) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(owner -> (Map<?, ?>) owner)
                        .toList()
                : List.of();
    }

    private static String text(Map<String, Object> document, String... path) {
        return FieldPath.of(path).in(document).map(Object::toString).orElse("");
    }
}
