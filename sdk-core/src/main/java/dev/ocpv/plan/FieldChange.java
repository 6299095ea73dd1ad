package dev.ocpv.plan;

import dev.ocpv.internal.tree.Json;
import dev.ocpv.resource.FieldPath;
import java.util.Optional;

/**
 * One field that changes.
 *
 * @param path which
 * @param before its value now; empty when absent
 * @param after its value afterwards; empty when it goes
 * @param secret whether its values must not be shown
 */
public record FieldChange(FieldPath path, Optional<Object> before, Optional<Object> after, boolean secret) {

    /** {@return one line of a diff: a sign, the path, and the values, masked when secret} */
    @Override
    public String toString() {
        if (before.isEmpty()) {
            return "+ %s: %s".formatted(path, shown(after));
        }
        return after.isEmpty()
                ? "- %s: %s".formatted(path, shown(before))
                : "~ %s: %s -> %s".formatted(path, shown(before), shown(after));
    }

    private String shown(Optional<Object> value) {
        if (secret) {
            return "(secret)";
        }
        return value.map(some -> some instanceof String text ? '"' + text + '"' : Json.shown(some))
                .orElse("");
    }
}
