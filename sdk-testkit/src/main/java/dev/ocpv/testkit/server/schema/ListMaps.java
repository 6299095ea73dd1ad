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
