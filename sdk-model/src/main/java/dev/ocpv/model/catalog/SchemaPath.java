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

    /**
     * A field that was found.
     *
     * @param path its way with every {@code []} and {@code {}} written out
     */
    record Located(String path, Map<String, Object> schema, boolean required) {

        @Nullable
        Located step(String step) {
            return switch (step) {
                case "[]" -> inside("items", "[]");
                case "{}" -> inside("additionalProperties", "{}");
                default -> property(step);
            };
        }

        private @Nullable Located inside(String keyword, String suffix) {
            var inner = Trees.child(schema, keyword);
            return inner == null ? null : new Located(path + suffix, inner, false);
        }

        private @Nullable Located property(String name) {
            var properties = Trees.child(schema, "properties");
            if (properties == null) {
                var inner = schema.containsKey("items") ? step("[]") : step("{}");
                return inner == null ? null : inner.property(name);
            }
            var child = Trees.child(properties, name);
            var below = path.isEmpty() ? name : path + "." + name;
            return child == null ? null : new Located(below, child, requires(schema, name));
        }
    }

    static SchemaPath of(String text) {
        return new SchemaPath(
                STEP.matcher(text).results().map(MatchResult::group).toList());
    }

    static boolean requires(Map<String, Object> schema, String name) {
        return schema.get("required") instanceof List<?> names && names.contains(name);
    }

    SchemaPath parent() {
        return new SchemaPath(steps.subList(0, steps.size() - 1));
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    /** Finds this field under the schema of the whole object. */
    Optional<Located> locate(Map<String, Object> root) {
        @Nullable Located at = new Located("", root, false);
        for (String step : steps) {
            at = at == null ? null : at.step(step);
        }
        return Optional.ofNullable(at);
    }

    /** Finds the schema of this field under the schema of the whole object. */
    Optional<Map<String, Object>> in(Map<String, Object> root) {
        return locate(root).map(Located::schema);
    }
}
