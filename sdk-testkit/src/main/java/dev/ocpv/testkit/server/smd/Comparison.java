package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.schema.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fields a change added, modified and removed. */
record Comparison(PathSet added, PathSet modified, PathSet removed) {

    static Comparison of(Atom type, JsonNode before, JsonNode after) {
        var walk = new Walk();
        walk.compare(type, before, after);
        return walk.result;
    }

    /** {@return the comparison without what is reset anyway} */
    Comparison without(PathSet reset) {
        return reset.isEmpty()
                ? this
                : new Comparison(added.withoutTrees(reset), modified.withoutTrees(reset), removed.withoutTrees(reset));
    }

    private static final class Walk {
        private final Comparison result = new Comparison(new PathSet(), new PathSet(), new PathSet());
        private final List<PathElement> path = new ArrayList<>();

        @SuppressWarnings("ReferenceEquality") // shared subtrees are equal
        void compare(Atom type, @Nullable JsonNode before, @Nullable JsonNode after) {
            if (before == after) {
                return;
            }
            int kindsBefore = type.kindsFor(before);
            int kindsAfter = type.kindsFor(after);
            boolean leaf;
            if (after == null) {
                leaf = visit(Atom.deciding(kindsBefore), type, before, null);
            } else {
                if (before != null && kindsBefore != kindsAfter) {
                    visit(Atom.deciding(kindsBefore), type, before, after);
                }
                leaf = visit(Atom.deciding(kindsAfter), type, before, after);
            }
            if (!leaf) {
                if (before == null) {
                    result.added.insert(path);
                } else if (after == null) {
                    result.removed.insert(path);
                }
            }
        }

        private boolean visit(int kind, Atom type, @Nullable JsonNode before, @Nullable JsonNode after) {
            return switch (kind) {
                case Atom.MAP -> map(type, before, after);
                case Atom.LIST -> list(type, before, after);
                default -> leaf(before, after);
            };
        }

        private boolean leaf(@Nullable JsonNode before, @Nullable JsonNode after) {
            if (before == null) {
                result.added.insert(path);
            } else if (after == null) {
                result.removed.insert(path);
            } else if (!sameNumberAware(before, after)) {
                result.modified.insert(path);
            }
            return true;
        }

        private static boolean isAbsentOrEmpty(@Nullable JsonNode value) {
            return value == null || value.isEmpty();
        }

        private static boolean sameNumberAware(JsonNode a, JsonNode b) {
            boolean numbers = a.isNumber() && b.isNumber();
            return numbers ? PathElement.compareValues(a, b) == 0 : Numbers.sameValue(a, b);
        }

        private boolean map(Atom type, @Nullable JsonNode beforeValue, @Nullable JsonNode afterValue) {
            var map = type.map();
            var before = beforeValue != null && beforeValue.isObject() ? beforeValue : null;
            var after = afterValue != null && afterValue.isObject() ? afterValue : null;
            boolean bothEmpty = isAbsentOrEmpty(before) && isAbsentOrEmpty(after);
            if (map == null || map.atomic() || bothEmpty) {
                return leaf(beforeValue, afterValue);
            }
            if (before != null) {
                for (var entry : before.properties()) {
                    field(map, entry.getKey(), entry.getValue(), after == null ? null : after.get(entry.getKey()));
                }
            }
            if (after != null) {
                for (var entry : after.properties()) {
                    if (before == null || !before.has(entry.getKey())) {
                        field(map, entry.getKey(), null, entry.getValue());
                    }
                }
            }
            return false;
        }

        @SuppressWarnings("ReferenceEquality")
        private void field(Atom.MapType map, String key, @Nullable JsonNode before, @Nullable JsonNode after) {
            if (before == after) {
                return;
            }
            var type = Atom.childOf(map, key);
            path.add(new PathElement.Field(key));
            compare(type == null ? Atom.UNTYPED : type, before, after);
            path.remove(path.size() - 1);
        }

        private boolean list(Atom type, @Nullable JsonNode beforeValue, @Nullable JsonNode afterValue) {
            var list = type.list();
            var before = beforeValue != null && beforeValue.isArray() ? beforeValue : null;
            var after = afterValue != null && afterValue.isArray() ? afterValue : null;
            boolean bothEmpty = isAbsentOrEmpty(before) && isAbsentOrEmpty(after);
            if (list == null || list.atomic() || bothEmpty) {
                return leaf(beforeValue, afterValue);
            }
            var items = new LinkedHashMap<PathElement, Pair>();
            collect(list, before, items, true);
            collect(list, after, items, false);
            items.forEach((key, pair) -> item(list, key, pair));
            return false;
        }

        private record Pair(List<JsonNode> before, List<JsonNode> after) {}

        private static void collect(
                Atom.ListType type, @Nullable JsonNode list, Map<PathElement, Pair> items, boolean before) {
            if (list == null) {
                return;
            }
            for (var item : list) {
                var pair = items.computeIfAbsent(
                        ListIdentity.of(item, type), k -> new Pair(new ArrayList<>(1), new ArrayList<>(1)));
                (before ? pair.before : pair.after).add(item);
            }
        }

        /** Repeated items are compared as a whole. */
        private void item(Atom.ListType type, PathElement key, Pair pair) {
            path.add(key);
            if (pair.before.size() <= 1 && pair.after.size() <= 1) {
                compare(type.element(), first(pair.before), first(pair.after));
            } else if (pair.before.size() > 1 && pair.after.size() > 1) {
                if (!sameItems(pair.before, pair.after)) {
                    result.modified.insert(path);
                }
            } else if (pair.before.size() > 1) {
                if (!pair.after.isEmpty()) {
                    compare(type.element(), null, first(pair.after));
                }
                result.removed.insert(path);
            } else {
                if (!pair.before.isEmpty()) {
                    compare(type.element(), first(pair.before), null);
                }
                result.added.insert(path);
            }
            path.remove(path.size() - 1);
        }

        private static boolean sameItems(List<JsonNode> a, List<JsonNode> b) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = Numbers.sameValue(a.get(i), b.get(i));
            }
            return same;
        }

        private static @Nullable JsonNode first(List<JsonNode> items) {
            return items.isEmpty() ? null : items.get(0);
        }
    }
}
