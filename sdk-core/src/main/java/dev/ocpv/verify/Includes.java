package dev.ocpv.verify;

import dev.ocpv.internal.tree.Json;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import java.util.List;

/** A list that has at least these items. */
record Includes(ResourceRef resource, FieldPath path, List<?> items) implements Check {

    @Override
    public String title() {
        return "%s includes %d in %s".formatted(resource, items.size(), path);
    }

    @Override
    public Observation observe(LiveReader live) {
        var document = live.get(resource);
        if (document.isEmpty()) {
            return Observation.waiting("it does not exist");
        }
        var seen = path.in(document.get()).orElse(List.of());
        var missing = items.stream()
                .filter(item -> !(seen instanceof List<?> list && list.contains(item)))
                .toList();
        return missing.isEmpty()
                ? Observation.passed(Json.shown(seen))
                : Observation.waiting("without " + Json.shown(missing));
    }
}
