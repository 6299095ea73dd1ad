package dev.ocpv.model.catalog;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts and numbers. */
final class Trees {
    private Trees() {}

    static Object parse(String json) {
        return Serialization.unmarshal(json, Object.class);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return (List<Object>) node;
    }

    /** {@return the child map that is always there} */
    static Map<String, Object> mapAt(Map<String, Object> node, String name) {
        return map(Objects.requireNonNull(node.get(name), name));
    }

    /** {@return the child list that is always there} */
    static List<Object> listAt(Map<String, Object> node, String name) {
        return list(Objects.requireNonNull(node.get(name), name));
    }

    /** {@return the named child map, or null} */
    static @Nullable Map<String, Object> child(Map<String, Object> node, String name) {
        return node.get(name) instanceof Map<?, ?> found ? map(found) : null;
    }

    /** {@return the same tree, unmodifiable all the way down} */
    static Object freeze(Object node) {
        if (node instanceof Map<?, ?> fields) {
            var frozen = new LinkedHashMap<String, Object>();
            map(fields).forEach((name, value) -> frozen.put(name, freeze(value)));
            return Collections.unmodifiableMap(frozen);
        }
        if (node instanceof List<?> items) {
            var frozen = new ArrayList<Object>();
            list(items).forEach(item -> frozen.add(freeze(item)));
            return Collections.unmodifiableList(frozen);
        }
        return node;
    }
}
