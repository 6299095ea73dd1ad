package dev.ocpv.spec.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a model object that is put together key by key. */
final class ModelShape {
    private final Map<String, Object> map = new LinkedHashMap<>();

    ModelShape put(String key, Object value) {
        map.put(key, plain(value));
        return this;
    }

    ModelShape putIfAny(String key, List<?> values) {
        return values.isEmpty() ? this : put(key, values);
    }

    Map<String, Object> map() {
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof ModelShape shape) {
            return shape.map;
        }
        return value instanceof List<?> list
                ? list.stream().map(ModelShape::plain).toList()
                : value;
    }
}
