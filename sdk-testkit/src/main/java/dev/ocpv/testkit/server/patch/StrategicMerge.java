package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Merges maps; works in place on private copies of document and patch. */
final class StrategicMerge {
    static final String DIRECTIVE = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList";
    private static final String ORDER = "$setElementOrder";

    private final StrategicLists lists = new StrategicLists(this);

    ObjectNode map(ObjectNode original, ObjectNode patch, @Nullable StructuralSchema schema) {
        var directive = patch.get(DIRECTIVE);
        if (directive != null) {
            return directed(directive, patch);
        }
        retainKeys(original, patch);
        orderedLists(original, patch, schema);
        for (var entry : List.copyOf(patch.properties())) {
            var key = entry.getKey();
            boolean deletes = key.startsWith(DELETE_FROM);
            if (deletes) {
                key = keyOf(key, DELETE_FROM, "invalid patch format of primitive list");
            }
            member(original, key, entry.getValue(), schema, deletes);
        }
        return original;
    }

    private static ObjectNode directed(JsonNode directive, ObjectNode patch) {
        return switch (directive.asText()) {
            case "replace" -> {
                patch.remove(DIRECTIVE);
                yield patch;
            }
            case "delete" -> Json.object();
            default -> throw unknownDirective(directive, patch);
        };
    }

    static PatchException unknownDirective(JsonNode directive, JsonNode map) {
        return PatchException.failed(
                "unknown patch type: " + GoText.printed(directive) + " in map: " + GoText.printed(map));
    }

    private void member(
            ObjectNode original, String key, JsonNode value, @Nullable StructuralSchema schema, boolean deletes) {
        if (value.isNull()) {
            original.remove(key);
            return;
        }
        var present = original.get(key);
        if (present == null || !sameType(present, value)) {
            if (!deletes) {
                take(original, key, value);
            }
            return;
        }
        var child = schema == null ? null : schema.child(key);
        if (present instanceof ObjectNode object && value instanceof ObjectNode changes) {
            boolean replaces = child != null && child.patchStrategies().contains("replace");
            original.set(key, replaces ? changes : map(object, changes, child));
        } else if (present instanceof ArrayNode array && value instanceof ArrayNode changes) {
            original.set(key, lists.list(array, changes, child, deletes));
        } else {
            take(original, key, value);
        }
    }

    private static boolean sameType(JsonNode a, JsonNode b) {
        return a.getNodeType() == b.getNodeType() && a.isIntegralNumber() == b.isIntegralNumber();
    }

    /** Takes a value for which there is nothing to merge with; nulls and directives in it vanish. */
    private static void take(ObjectNode original, String key, JsonNode value) {
        dropNulls(value);
        if (value.has(DIRECTIVE)) {
            original.remove(key);
        } else {
            dropDirectives(value);
            original.set(key, value);
        }
    }

    private static void dropNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().removeIf(e -> e.getValue().isNull());
        }
        value.forEach(StrategicMerge::dropNulls);
    }

    static void dropDirectives(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().removeIf(e -> e.getValue().has(DIRECTIVE));
        } else if (value instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (array.get(i).has(DIRECTIVE)) {
                    array.remove(i);
                }
            }
        }
        value.forEach(StrategicMerge::dropDirectives);
    }

    private static void retainKeys(ObjectNode original, ObjectNode patch) {
        var directive = patch.remove(RETAIN_KEYS);
        if (directive == null) {
            return;
        }
        if (!directive.isArray()) {
            throw badRetainKeys();
        }
        var kept = new HashSet<String>();
        directive.forEach(key -> kept.add(key.asText()));
        for (var entry : patch.properties()) {
            var key = entry.getKey();
            boolean exempt = entry.getValue().isNull() || key.startsWith(DELETE_FROM) || key.startsWith(ORDER);
            if (!exempt && !kept.contains(key)) {
                throw badRetainKeys();
            }
        }
        original.properties().removeIf(e -> !kept.contains(e.getKey()));
    }

    private static PatchException badRetainKeys() {
        return PatchException.badRequest("invalid patch format of retainKeys");
    }

    private static String keyOf(String key, String prefix, String failure) {
        int slash = key.indexOf('/');
        if (slash < 0 || !key.substring(0, slash).equals(prefix)) {
            throw PatchException.badRequest(failure);
        }
        return key.substring(slash + 1);
    }

    /** Lists that come with an order are merged before all others. */
    private void orderedLists(ObjectNode original, ObjectNode patch, @Nullable StructuralSchema schema) {
        var names = new ArrayList<String>();
        patch.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            if (!name.startsWith(ORDER)) {
                continue;
            }
            var order = asList(patch.remove(name));
            var key = keyOf(name, ORDER, "invalid patch format of setElementOrder list");
            var present = asList(original.get(key));
            var changes = asList(patch.get(key));
            var child = listSchema(schema, key);
            var merged = lists.ordered(present, changes, Objects.requireNonNull(order), child);
            if (merged != null) {
                original.set(key, merged);
                patch.remove(key);
            }
        }
    }

    private static @Nullable ArrayNode asList(@Nullable JsonNode value) {
        if (value == null || value instanceof ArrayNode) {
            return (ArrayNode) value;
        }
        String seen = value.isNull() ? "%!s(<nil>)" : GoText.type(value);
        throw PatchException.failed("expected a []interface {}, but received a " + seen);
    }

    /** {@return the schema of a list, which the type must have even where there is nothing to bring into order} */
    private static @Nullable StructuralSchema listSchema(@Nullable StructuralSchema schema, String key) {
        var child = schema == null ? null : schema.child(key);
        if (child == null && schema != null && !schema.structName().isEmpty()) {
            throw PatchException.failed("unable to find api field in struct " + schema.structName()
                    + " for the json field " + GoText.quote(key));
        }
        return child;
    }
}
