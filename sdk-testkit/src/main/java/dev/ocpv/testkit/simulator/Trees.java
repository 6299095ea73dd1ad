package dev.ocpv.testkit.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes documents as trees of maps and lists. */
final class Trees {

    private Trees() {}

    /** {@return the value at a path of field names, such as {@code spec.infra}} */
    static Optional<Object> at(Map<String, ?> tree, String path) {
        @Nullable Object node = tree;
        for (var step : path.split("\\.", -1)) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return Optional.ofNullable(node);
    }

    static Map<String, Object> mapAt(Map<String, ?> tree, String path) {
        return at(tree, path).map(Trees::map).orElseGet(Map::of);
    }

    static List<Map<String, Object>> listAt(Map<String, ?> tree, String path) {
        return at(tree, path).filter(List.class::isInstance).map(List.class::cast).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(Trees::map)
                .toList();
    }

    static String textAt(Map<String, ?> tree, String path) {
        return at(tree, path).map(Object::toString).orElse("");
    }

    static long longAt(Map<String, ?> tree, String path) {
        return at(tree, path).orElse(0) instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked") // documents are JSON: their keys are texts
    static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** Sets a value, making the objects on the way. */
    @SuppressWarnings("unchecked") // documents are JSON: their keys are texts
    static void put(Map<String, Object> tree, String path, Object value) {
        var steps = path.split("\\.", -1);
        var node = tree;
        for (var i = 0; i < steps.length - 1; i++) {
            node = (Map<String, Object>) node.computeIfAbsent(steps[i], s -> new LinkedHashMap<String, Object>());
        }
        node.put(steps[steps.length - 1], value);
    }

    /** {@return a deep copy that can be changed} */
    static Object copy(Object node) {
        if (node instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value == null ? null : copy(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(item -> copy.add(item == null ? null : copy(item)));
            return copy;
        }
        return node;
    }
}
