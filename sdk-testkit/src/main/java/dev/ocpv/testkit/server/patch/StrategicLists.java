package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.Numbers;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges lists by key or by value and brings the items into order: patch first, then the live list. */
final class StrategicLists {
    private final StrategicMerge maps;

    StrategicLists(StrategicMerge maps) {
        this.maps = maps;
    }

    ArrayNode list(ArrayNode original, ArrayNode patch, @Nullable StructuralSchema schema, boolean deletes) {
        boolean merges = schema != null && schema.patchStrategies().contains("merge");
        if (!merges && !deletes) {
            return patch;
        }
        if (original.isEmpty() && patch.isEmpty()) {
            return original;
        }
        var key = schema == null ? "" : schema.patchMergeKey();
        var live = items(original);
        var changes = items(patch);
        if (!holdsMaps(live, changes)) {
            return scalars(live, changes, deletes);
        }
        if (key.isEmpty()) {
            throw PatchException.failed("cannot merge lists without merge key for ");
        }
        var kept = new ArrayList<>(live);
        var plain = special(kept, changes, key);
        var serverOrder = new ArrayList<>(kept);
        var merged = mergeByKey(kept, plain, key, schema);
        return array(arrange(merged, plain, serverOrder, key));
    }

    private ArrayNode scalars(List<JsonNode> live, List<JsonNode> changes, boolean deletes) {
        if (deletes) {
            return array(
                    live.stream().filter(item -> indexOf(changes, item, "") < 0).toList());
        }
        var both = new ArrayList<JsonNode>(live);
        both.addAll(changes);
        var merged = new ArrayList<JsonNode>();
        for (var item : both) {
            if (indexOf(merged, item, "") < 0) {
                merged.add(item);
            }
        }
        return array(arrange(merged, changes, live, ""));
    }

    /** {@return the list in the order that the patch asks for}; nothing when there is no list. */
    @Nullable
    ArrayNode ordered(
            @Nullable ArrayNode original,
            @Nullable ArrayNode patch,
            ArrayNode order,
            @Nullable StructuralSchema schema) {
        var key = schema == null ? "" : schema.patchMergeKey();
        if (patch != null) {
            checkOrder(patch, order, key);
        }
        if (original != null || patch != null) {
            checkElements(original, patch);
        }
        var live = original == null ? List.<JsonNode>of() : List.copyOf(items(original));
        ArrayNode merged;
        if (original != null && patch != null) {
            merged = list(original, patch, schema, false);
        } else if (patch != null) {
            StrategicMerge.dropDirectives(patch);
            merged = patch;
        } else if (original != null) {
            merged = original;
        } else {
            return null;
        }
        if (!key.isEmpty()) {
            merged.forEach(item -> checkKeys(item, order, key));
        }
        return array(arrange(items(merged), items(order), live, key));
    }

    private static void checkElements(@Nullable ArrayNode original, @Nullable ArrayNode patch) {
        var live = original == null ? List.<JsonNode>of() : items(original);
        var changes = patch == null ? List.<JsonNode>of() : items(patch);
        if (live.isEmpty() && changes.isEmpty()) {
            throw PatchException.failed("no elements in any of the given slices");
        }
        holdsMaps(live, changes);
    }

    /** Up to the place where an item stands, an order consists of maps. */
    private static void checkKeys(JsonNode item, ArrayNode order, String key) {
        for (int i = 0; i < order.size(); i++) {
            if (!order.get(i).isObject()) {
                throw PatchException.failed("value for key " + i + " is not a map");
            }
            if (order.get(i).has(key) && same(order.get(i), item, key)) {
                return;
            }
        }
    }

    /** The items of a patch must stand in the order that the patch itself gives. */
    private static void checkOrder(ArrayNode patch, ArrayNode order, String key) {
        if (order.isEmpty() || patch.isEmpty()) {
            return;
        }
        var wanted = items(patch);
        wanted.removeIf(item -> item.has(StrategicMerge.DIRECTIVE));
        int next = 0;
        for (int i = 0; i < order.size() && next < wanted.size(); i++) {
            if (!key.isEmpty() && !order.get(i).isObject()) {
                throw PatchException.failed(
                        "expected a map[string]interface {}, but received a " + GoText.type(order.get(i)));
            }
            if (same(wanted.get(next), order.get(i), key)) {
                next++;
            }
        }
        if (next < wanted.size()) {
            throw PatchException.failed("The order in patch list:\n" + GoText.printed(patch)
                    + "\n doesn't match $setElementOrder list:\n" + GoText.printed(order) + "\n");
        }
    }

    /** Handles items that carry a directive; {@return the others} */
    private static List<JsonNode> special(List<JsonNode> live, List<JsonNode> patch, String key) {
        var plain = new ArrayList<JsonNode>();
        boolean replace = false;
        for (var item : patch) {
            var directive = item.get(StrategicMerge.DIRECTIVE);
            if (directive == null) {
                plain.add(item);
                continue;
            }
            switch (directive.asText()) {
                case "delete" -> {
                    var identity = keyOf(item, key);
                    live.removeIf(other -> other.has(key) && Numbers.sameValue(identity, other.get(key)));
                }
                case "replace" -> replace = true;
                case "merge" -> throw PatchException.failed("merging lists cannot yet be specified in the patch");
                default -> throw StrategicMerge.unknownDirective(directive, item);
            }
        }
        if (replace) {
            live.clear();
            live.addAll(plain);
            plain.clear();
        }
        return plain;
    }

    private static JsonNode keyOf(JsonNode item, String key) {
        var value = item.get(key);
        if (value == null) {
            throw PatchException.failed(
                    "map: " + GoText.printed(item) + " does not contain declared merge key: " + key);
        }
        return value;
    }

    private List<JsonNode> mergeByKey(
            List<JsonNode> live, List<JsonNode> patch, String key, @Nullable StructuralSchema schema) {
        var itemSchema = schema == null ? null : schema.items();
        for (var item : patch) {
            var identity = keyOf(item, key);
            int at = -1;
            for (int i = 0; i < live.size() && at < 0; i++) {
                at = live.get(i).has(key)
                                && Numbers.sameValue(identity, live.get(i).get(key))
                        ? i
                        : -1;
            }
            if (at >= 0) {
                live.set(at, maps.map((ObjectNode) live.get(at), (ObjectNode) item, itemSchema));
            } else {
                live.add(item);
            }
        }
        return live;
    }

    /** Items that the patch names come in its order; the others find their place by the live list. */
    private static List<JsonNode> arrange(
            List<JsonNode> merged, List<JsonNode> patchOrder, List<JsonNode> serverOrder, String key) {
        var named = new ArrayList<JsonNode>();
        var others = new ArrayList<JsonNode>();
        for (var item : merged) {
            (indexOf(patchOrder, item, key) >= 0 ? named : others).add(item);
        }
        named.sort((a, b) -> Integer.compare(indexOf(patchOrder, a, key), indexOf(patchOrder, b, key)));
        var all = new ArrayList<JsonNode>(merged.size());
        int next = 0;
        for (var item : named) {
            while (next < others.size() && isBefore(others.get(next), item, serverOrder, key)) {
                all.add(others.get(next++));
            }
            all.add(item);
        }
        all.addAll(others.subList(next, others.size()));
        return all;
    }

    private static boolean isBefore(JsonNode a, JsonNode b, List<JsonNode> order, String key) {
        int first = indexOf(order, a, key);
        int second = indexOf(order, b, key);
        return first >= 0 && second >= 0 && first < second;
    }

    private static int indexOf(List<JsonNode> list, JsonNode item, String key) {
        for (int i = 0; i < list.size(); i++) {
            if (same(list.get(i), item, key)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(JsonNode a, JsonNode b, String key) {
        if (key.isEmpty() || !a.isObject() || !b.isObject()) {
            return Numbers.sameValue(a, b);
        }
        return Numbers.sameValue(keyOf(a, key), keyOf(b, key));
    }

    private static boolean holdsMaps(List<JsonNode> live, List<JsonNode> changes) {
        boolean maps = false;
        boolean other = false;
        for (var list : List.of(live, changes)) {
            for (var item : list) {
                maps |= item.isObject();
                other |= !item.isObject();
            }
        }
        if (maps && other) {
            throw PatchException.failed("list element types are not identical: [" + GoText.printed(array(live)) + " "
                    + GoText.printed(array(changes)) + "]");
        }
        return maps;
    }

    private static List<JsonNode> items(ArrayNode array) {
        var items = new ArrayList<JsonNode>(array.size());
        array.forEach(items::add);
        return items;
    }

    private static ArrayNode array(List<JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode(items.size()).addAll(items);
    }
}
