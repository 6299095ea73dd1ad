package dev.ocpv.model.hco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Moves the fields of one tree to their places in another. */
final class Mover {
    private static final String GATES = "spec.featureGates";
    private static final Pattern GATE = Pattern.compile("spec\\.featureGates\\[name=(\\w+)]");

    private final PathMap map;
    private final Map<String, Object> target = new LinkedHashMap<>();
    private final List<String> unmapped = new ArrayList<>();
    private final Map<String, Object> leftOver = new LinkedHashMap<>();

    Mover(PathMap map) {
        this.map = map;
    }

    Map<String, Object> target() {
        return target;
    }

    List<String> unmapped() {
        return unmapped;
    }

    /** {@return the fields without a place in the target, in their old shape} */
    Map<String, Object> leftOver() {
        return leftOver;
    }

    void move(String path, Object value) {
        move(path, path, value);
    }

    /** Moves a field whose {@code path} has {@code []} where the {@code place} has the number of the item. */
    private void move(String path, String place, Object value) {
        var exact = map.exact(path);
        if (exact.isPresent()) {
            put(exact.get(), place, value);
        } else if (path.equals(GATES) && value instanceof List<?> gates) {
            gates.forEach(gate -> moveGate(asMap(gate)));
        } else if (value instanceof Map<?, ?> fields && (map.hasBelow(path) || fields.isEmpty())) {
            asMap(fields).forEach((name, child) -> move(path + "." + name, place + "." + name, child));
        } else if (value instanceof List<?> items && map.listBelow(path).isPresent()) {
            Places.set(target, map.listBelow(path).orElseThrow(), Places.emptyItems(items.size()));
            for (int i = 0; i < items.size(); i++) {
                var item = place + "[" + i + "]";
                asMap(items.get(i)).forEach((name, child) -> move(path + "[]." + name, item + "." + name, child));
            }
        } else {
            unmapped.add(place);
            Places.set(leftOver, place, value);
        }
    }

    private void put(PathMap.Target to, String place, Object value) {
        var moved = to.inverted() && value instanceof Boolean flag ? Boolean.valueOf(!flag) : value;
        var gate = GATE.matcher(to.path());
        if (gate.matches()) {
            putGate(gate.group(1), moved);
        } else {
            var number = place.replaceAll("^[^\\[]*", "").replaceAll("].*$", "]");
            Places.set(target, to.path().replace("[]", number), moved);
        }
    }

    /** A gate is on in v1 when its state is left out. */
    private void putGate(String name, Object value) {
        var gate = new LinkedHashMap<String, Object>();
        gate.put("name", name);
        if (Boolean.FALSE.equals(value)) {
            gate.put("state", "Disabled");
        }
        Places.add(target, GATES, gate);
    }

    private void moveGate(Map<String, Object> gate) {
        var to = map.exact(GATES + "[name=" + gate.get("name") + "]");
        if (to.isPresent()) {
            Places.set(target, to.get().path(), !"Disabled".equals(gate.get("state")));
        } else {
            unmapped.add(GATES + "[name=" + gate.get("name") + "]");
            Places.add(leftOver, GATES, gate);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }
}
