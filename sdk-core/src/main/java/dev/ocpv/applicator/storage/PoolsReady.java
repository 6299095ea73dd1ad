package dev.ocpv.applicator.storage;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.LiveReader;
import dev.ocpv.verify.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every pool is Ready, and on as many nodes as it should be. */
record PoolsReady(ResourceRef provisioner, List<String> pools) implements Check {

    @Override
    public String title() {
        return "pools of %s are ready: %s".formatted(provisioner, String.join(", ", pools));
    }

    @Override
    public Observation observe(LiveReader live) {
        return live.get(provisioner).map(this::judge).orElseGet(() -> Observation.waiting("it does not exist"));
    }

    private Observation judge(Map<String, Object> document) {
        var statuses = Documents.objects(document, "status", "storagePoolStatuses");
        var missing = new ArrayList<String>();
        for (var pool : pools) {
            var status = statuses.stream()
                    .filter(some -> pool.equals(some.get("name")))
                    .findFirst();
            problem(status).ifPresent(problem -> missing.add(pool + " " + problem));
        }
        return missing.isEmpty() ? Observation.passed("all ready") : Observation.waiting(String.join("; ", missing));
    }

    private static Optional<String> problem(Optional<Map<String, Object>> status) {
        if (status.isEmpty()) {
            return Optional.of("is not known yet");
        }
        var pool = status.get();
        if (!"Ready".equals(pool.get("phase"))) {
            return Optional.of("is " + pool.getOrDefault("phase", "without phase"));
        }
        var wanted = Documents.number(pool, "desiredReady");
        var ready = Documents.number(pool, "currentReady");
        return wanted.equals(ready)
                ? Optional.empty()
                : Optional.of("is on %d of %d nodes".formatted(ready.orElse(0L), wanted.orElse(0L)));
    }
}
