package dev.ocpv.verify;

import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;

/** A field that an operator copies from elsewhere. */
record FieldEquals(ResourceRef resource, FieldPath path, Object value) implements Check {

    @Override
    public String title() {
        return "%s carries %s".formatted(resource, path);
    }

    @Override
    public Observation observe(LiveReader live) {
        var document = live.get(resource);
        if (document.isEmpty()) {
            return Observation.waiting("it does not exist");
        }
        var seen = path.in(document.get());
        return seen.isPresent() && seen.get().equals(value)
                ? Observation.passed(seen.get().toString())
                : Observation.waiting(
                        "it is %s, not %s".formatted(seen.map(Object::toString).orElse("absent"), value));
    }
}
