package dev.ocpv.model.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way through a schema, such as {@code spec.storagePools[].path}.
 *
 * <p>{@code []} and {@code {}} may be left out before a further name: {@code spec.storagePools.path} is the same field.
 */
record SchemaPath(List<String> steps) {
    private static final Pattern STEP = Pattern.compile("\\[]|\\{}|[^.\\[{]+");

    static SchemaPath of(String text) {
        return new SchemaPath(
                STEP.matcher(text).results().map(MatchResult::group).toList());
    }

    SchemaPath parent() {
        return new SchemaPath(steps.subList(0, steps.size() - 1));
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    /** Finds the schema of this field under the schema of the whole object. */
    Optional<Map<String, Object>> in(Map<String, Object> root) {
        @Nullable Map<String, Object> at = root;
        for (String step : steps) {
            at = at == null ? null : step(at, step);
        }
        return Optional.ofNullable(at);
    }

    private static @Nullable Map<String, Object> step(Map<String, Object> schema, String step) {
        return switch (step) {
            case "[]" -> Trees.child(schema, "items");
            case "{}" -> Trees.child(schema, "additionalProperties");
            default -> {
                var properties = Trees.child(schema, "properties");
                yield properties == null ? inside(schema, step) : Trees.child(properties, step);
            }
        };
    }

    private static @Nullable Map<String, Object> inside(Map<String, Object> schema, String step) {
        var inside = Trees.child(schema, schema.containsKey("items") ? "items" : "additionalProperties");
        return inside == null ? null : step(inside, step);
    }
}
