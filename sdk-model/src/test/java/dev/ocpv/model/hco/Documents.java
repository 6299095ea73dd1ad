package dev.ocpv.model.hco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HyperConverged documents for tests. */
final class Documents {
    private static final Set<String> ON_BY_DEFAULT = Set.of("decentralizedLiveMigration", "videoConfig");

    private Documents() {}

    static Map<String, Object> with(String version, String path, Object value) {
        var document = new LinkedHashMap<String, Object>();
        document.put("apiVersion", "hco.kubevirt.io/" + version);
        document.put("kind", "HyperConverged");
        if (path.contains("[name=")) {
            var name = path.replaceAll(".*=|]", "");
            Places.add(document, "spec.featureGates", new LinkedHashMap<>(Map.of("name", name)));
        } else {
            Places.set(document, path.replace("[]", "[0]"), value);
        }
        return document;
    }

    /** {@return the spec without empty objects and nulls, gates as a map without those at their default} */
    static Object plain(Map<String, Object> document) {
        var spec = new LinkedHashMap<>(Places.map(document.getOrDefault("spec", Map.of())));
        var gates = new TreeMap<String, Object>();
        if (spec.get("featureGates") instanceof List<?> list) {
            list.forEach(gate -> gates.put(
                    String.valueOf(Places.map(gate).get("name")),
                    !"Disabled".equals(Places.map(gate).get("state"))));
        } else if (spec.get("featureGates") instanceof Map<?, ?> map) {
            gates.putAll(Places.map(map));
        }
        gates.entrySet().removeIf(gate -> Objects.equals(gate.getValue(), ON_BY_DEFAULT.contains(gate.getKey())));
        spec.put("featureGates", gates);
        return Objects.requireNonNullElse(withoutEmpty(spec), Map.of());
    }

    private static @Nullable Object withoutEmpty(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            var kept = new TreeMap<String, Object>();
            Places.map(fields).forEach((name, child) -> {
                var inner = withoutEmpty(child);
                if (inner != null) {
                    kept.put(name, inner);
                }
            });
            return kept.isEmpty() ? null : kept;
        }
        if (value instanceof List<?> items) {
            var kept = new ArrayList<Object>();
            items.forEach(item -> kept.add(Objects.requireNonNullElse(withoutEmpty(item), Map.of())));
            return kept.isEmpty() ? null : kept;
        }
        return value;
    }
}
