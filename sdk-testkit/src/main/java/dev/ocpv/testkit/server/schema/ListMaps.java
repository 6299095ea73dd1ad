package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of type map: finding the item with the same keys. */
public final class ListMaps {
    private ListMaps() {}

    /** {@return the item of a list that has the same keys as the given one} An item that lacks a key has no partner. */
    public static @Nullable JsonNode find(@Nullable JsonNode list, JsonNode item, List<String> keys) {
        if (list == null || !list.isArray() || !item.isObject()) {
            return null;
        }
        for (var candidate : list) {
            if (sameKeys(candidate, item, keys)) {
                return candidate;
            }
        }
        return null;
    }

    /** {@return whether two values are the same}, where the order of a list of type map does not count */
    static boolean sameValue(JsonNode value, JsonNode old, @Nullable StructuralSchema schema) {
        if (schema == null || !schema.hasLists || !value.isContainerNode()) {
            return Numbers.sameValue(value, old);
        }
        if (value.getNodeType() != old.getNodeType() || value.size() != old.size()) {
            return false;
        }
        return value.isObject() ? sameMembers(value, old, schema) : sameItems(value, old, schema);
    }

    private static boolean sameMembers(JsonNode value, JsonNode old, StructuralSchema schema) {
        for (var member : value.properties()) {
            var other = old.get(member.getKey());
            if (other == null || !sameValue(member.getValue(), other, schema.child(member.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonNode list, JsonNode old, StructuralSchema schema) {
        if (schema.listType != StructuralSchema.ListType.MAP) {
            return Numbers.sameValue(list, old);
        }
        for (var item : list) {
            var other = find(old, item, schema.listMapKeys);
            if (other == null || !sameValue(item, other, schema.items)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameKeys(JsonNode a, JsonNode b, List<String> keys) {
        for (var key : keys) {
            var left = a.get(key);
            var right = b.get(key);
            if (left == null || right == null || !Numbers.sameValue(left, right)) {
                return false;
            }
        }
        return true;
    }
}
