package dev.ocpv.verify;

import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.Map;

/** A rollout of the apps kinds, by generation and counters. */
record RolledOut(ResourceRef resource) implements Check {

    @Override
    public String title() {
        return resource + " is rolled out";
    }

    @Override
    public Observation observe(LiveReader live) {
        return live.get(resource).map(this::judge).orElseGet(() -> Observation.waiting("it does not exist"));
    }

    private Observation judge(Map<String, Object> document) {
        long generation = number(document, 1, "metadata", "generation");
        long observed = number(document, 0, "status", "observedGeneration");
        if (observed < generation) {
            return Observation.waiting("generation %d is not observed yet, only %d".formatted(generation, observed));
        }
        var daemons = resource.kind().equals("DaemonSet");
        long wanted = daemons
                ? number(document, 0, "status", "desiredNumberScheduled")
                : number(document, 1, "spec", "replicas");
        long updated = number(document, 0, "status", daemons ? "updatedNumberScheduled" : "updatedReplicas");
        long ready = number(document, 0, "status", daemons ? "numberAvailable" : "availableReplicas");
        long all = daemons
                ? number(document, 0, "status", "currentNumberScheduled")
                : number(document, 0, "status", "replicas");
        var saw = "%d of %d updated, %d available".formatted(updated, wanted, ready);
        if (daemons && wanted == 0) {
            return Observation.waiting("no node is to run it");
        }
        return updated >= wanted && ready >= wanted && all <= wanted
                ? Observation.passed(saw)
                : Observation.waiting(saw);
    }

    private static long number(Map<String, Object> document, long absent, String... path) {
        return FieldPath.of(path).in(document).orElse(absent) instanceof Number number ? number.longValue() : absent;
    }
}
