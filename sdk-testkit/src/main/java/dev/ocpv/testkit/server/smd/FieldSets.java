package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fields a value consists of, a value without some of them, and sets brought up to date with a schema. */
final class FieldSets {
    private FieldSets() {}

    /** {@return every leaf and every item of the value} */
    static PathSet of(Atom type, JsonNode value) {
        var set = new PathSet();
        collect(type, value, set);
        return set;
    }

    /** Adds what is below the value; {@return whether the value itself is a leaf} */
    private static boolean collect(Atom type, JsonNode value, PathSet below) {
        switch (Atom.deciding(type.kindsFor(value))) {
            case Atom.MAP -> {
                var map = type.map();
                if (map == null || map.atomic()) {
                    return true;
                }
                for (var entry : value.properties()) {
                    field(map, entry.getKey(), entry.getValue(), below);
                }
                return false;
            }
            case Atom.LIST -> {
                var list = type.list();
                if (list == null || list.atomic()) {
                    return true;
                }
                items(list, value, below);
                return false;
            }
            default -> {
                return true;
            }
        }
    }

    private static void field(Atom.MapType map, String key, JsonNode value, PathSet below) {
        var declared = map.fields().get(key);
        var type = declared != null ? declared : map.element();
        var element = new PathElement.Field(key);
        var children = new PathSet();
        boolean leaf = collect(type == null ? Atom.UNTYPED : type, value, children);
        if (leaf || declared == null || value.isNull() || (value.isObject() && value.isEmpty())) {
            below.addMember(element);
        }
        below.setChildren(element, children);
    }

    private static void items(Atom.ListType list, JsonNode value, PathSet below) {
        var seen = new HashSet<PathElement>();
        var repeated = new HashSet<PathElement>();
        var keys = new ArrayList<PathElement>();
        for (var item : value) {
            var key = ListIdentity.of(item, list);
            keys.add(key);
            if (!seen.add(key)) {
                repeated.add(key);
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            below.addMember(keys.get(i));
            if (!repeated.contains(keys.get(i))) {
                var children = new PathSet();
                collect(list.element(), value.get(i), children);
                below.setChildren(keys.get(i), children);
            }
        }
    }

    /** {@return the value without the members of the set}; nothing when nothing is left. */
    static @Nullable JsonNode remove(Atom type, JsonNode value, PathSet gone) {
        return switch (Atom.deciding(type.kindsFor(value))) {
            case Atom.MAP -> removeFields(type.map(), value, gone);
            case Atom.LIST -> removeItems(type.list(), value, gone);
            default -> value;
        };
    }

    private static @Nullable JsonNode removeFields(Atom.@Nullable MapType map, JsonNode value, PathSet gone) {
        if (map == null || map.atomic() || !value.isObject()) {
            return null;
        }
        var out = Json.object();
        for (var entry : value.properties()) {
            var element = new PathElement.Field(entry.getKey());
            if (gone.hasMember(element)) {
                continue;
            }
            var below = gone.below(element);
            JsonNode kept = entry.getValue();
            if (below != null) {
                var type = Atom.childOf(map, entry.getKey());
                var rest = remove(type == null ? Atom.UNTYPED : type, kept, below);
                kept = rest == null ? NullNode.getInstance() : rest;
            }
            out.set(entry.getKey(), kept);
        }
        return out.isEmpty() ? null : out;
    }

    private static @Nullable JsonNode removeItems(Atom.@Nullable ListType list, JsonNode value, PathSet gone) {
        if (list == null || list.atomic() || !value.isArray()) {
            return null;
        }
        var out = Json.array();
        for (var item : value) {
            var key = ListIdentity.of(item, list);
            if (gone.hasMember(key)) {
                continue;
            }
            var below = gone.below(key);
            if (below == null) {
                out.add(item);
            } else {
                var rest = remove(list.element(), item, below);
                out.add(rest == null ? NullNode.getInstance() : rest);
            }
        }
        return out.isEmpty() ? null : out;
    }

    /** {@return the set, where what has become atomic since is owned as a whole} */
    static PathSet reconcile(Atom type, PathSet set) {
        var gone = new PathSet();
        visit(type, set, false, new ArrayList<>(), gone);
        return gone.isEmpty() ? set : set.withoutTrees(gone).union(gone);
    }

    private static void visit(
            Atom type, @Nullable PathSet set, boolean atomicBefore, List<PathElement> path, PathSet gone) {
        switch (Atom.deciding(type.kindsFor(null))) {
            case Atom.MAP -> {
                var map = type.map();
                if (map == null || isDeduced(map)) {
                    return;
                }
                if (!atomicBefore && map.atomic()) {
                    if (set != null && !set.isEmpty()) {
                        gone.insert(path);
                    }
                } else if (set != null) {
                    descend(type, set, path, gone);
                }
            }
            case Atom.LIST -> {
                var list = type.list();
                if (!atomicBefore && list != null && list.atomic()) {
                    gone.insert(path);
                } else if (set != null) {
                    descend(type, set, path, gone);
                }
            }
            default -> {}
        }
    }

    private static boolean isDeduced(Atom.MapType map) {
        var element = map.element();
        return map.fields().isEmpty() && element != null && element.scalar() == Atom.Scalar.UNTYPED;
    }

    private static void descend(Atom type, PathSet set, List<PathElement> path, PathSet gone) {
        for (var element : set.elements()) {
            var child = type.at(element);
            if (child != null) {
                var below = set.below(element);
                path.add(element);
                visit(child, below, set.hasMember(element) && below == null, path, gone);
                path.remove(path.size() - 1);
            }
        }
    }
}
