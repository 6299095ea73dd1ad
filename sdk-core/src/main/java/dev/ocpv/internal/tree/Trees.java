package dev.ocpv.internal.tree;

import dev.ocpv.resource.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations on documents; none changes its arguments unless it says so. */
public final class Trees {
    private Trees() {}

    /**
     * One difference.
     *
     * @param path where
     * @param before the value on the left; empty when absent
     * @param after the value on the right; empty when absent
     */
    public record Difference(FieldPath path, Optional<Object> before, Optional<Object> after) {}

    /** How far a difference goes into a part that only one side has. */
    public enum Depth {
        /** One difference for the whole part. */
        SUBTREES,
        /** One difference for each scalar or list in it. */
        LEAVES
    }

    /** {@return the differences from {@code left} to {@code right}; lists are compared whole} */
    public static List<Difference> diff(Map<String, Object> left, Map<String, Object> right, Depth depth) {
        var found = new ArrayList<Difference>();
        compare(FieldPath.ROOT, left, right, depth, found);
        return found;
    }

    private static void compare(
            FieldPath path, @Nullable Object left, @Nullable Object right, Depth depth, List<Difference> found) {
        if (Objects.equals(left, right)) {
            return;
        }
        var bothMaps = left instanceof Map<?, ?> && right instanceof Map<?, ?>;
        var onlyMap = (left == null && isFilled(right)) || (right == null && isFilled(left));
        if (bothMaps || (onlyMap && depth == Depth.LEAVES)) {
            var keys = new LinkedHashSet<String>();
            keys(left, keys);
            keys(right, keys);
            keys.forEach(key -> compare(path.child(key), value(left, key), value(right, key), depth, found));
            return;
        }
        found.add(new Difference(path, Optional.ofNullable(left), Optional.ofNullable(right)));
    }

    private static boolean isFilled(@Nullable Object value) {
        return value instanceof Map<?, ?> map && !map.isEmpty();
    }

    private static void keys(@Nullable Object value, Set<String> into) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> into.add(String.valueOf(key)));
        }
    }

    private static @Nullable Object value(@Nullable Object map, String key) {
        return map instanceof Map<?, ?> some ? some.get(key) : null;
    }

    /** {@return a deep copy that may be changed} */
    public static Map<String, Object> copy(Map<?, ?> document) {
        var copy = new LinkedHashMap<String, Object>();
        document.forEach((key, value) -> copy.put(String.valueOf(key), copyValue(value)));
        return copy;
    }

    @SuppressWarnings("NullAway") // JSON null stays null inside a document
    private static Object copyValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyValue(item)));
            return copy;
        }
        return value;
    }

    /**
     * Adds {@code from} to {@code into}, map by map.
     *
     * @return the paths at which both have a value and the values differ; {@code into} keeps its own there
     */
    public static List<FieldPath> mergeInto(Map<String, Object> into, Map<String, Object> from) {
        var clashes = new ArrayList<FieldPath>();
        merge(FieldPath.ROOT, into, from, clashes);
        return clashes;
    }

    private static void merge(
            FieldPath path, Map<String, Object> into, Map<String, Object> from, List<FieldPath> clashes) {
        from.forEach((key, value) -> {
            var mine = into.get(key);
            if (mine == null) {
                into.put(key, copyValue(value));
            } else if (mine instanceof Map<?, ?> && value instanceof Map<?, ?>) {
                merge(path.child(key), asMap(mine), asMap(value), clashes);
            } else if (!mine.equals(value)) {
                clashes.add(path.child(key));
            }
        });
    }

    /** Puts {@code value} at {@code path}, making the maps on the way. Changes {@code document}. */
    public static void put(Map<String, Object> document, FieldPath path, Object value) {
        var here = document;
        var segments = path.segments();
        for (var segment : segments.subList(0, segments.size() - 1)) {
            here = asMap(here.computeIfAbsent(String.valueOf(segment), key -> new LinkedHashMap<String, Object>()));
        }
        here.put(String.valueOf(segments.get(segments.size() - 1)), copyValue(value));
    }

    /** Removes what is at {@code path}, if anything. Changes {@code document}. */
    public static void remove(Map<String, Object> document, FieldPath path) {
        var segments = path.segments();
        var parent = new FieldPath(segments.subList(0, segments.size() - 1)).in(document);
        if (parent.isPresent() && parent.get() instanceof Map<?, ?> map) {
            map.remove(String.valueOf(segments.get(segments.size() - 1)));
        }
    }

    /** {@return the value as a document, which it must be} */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }
}
