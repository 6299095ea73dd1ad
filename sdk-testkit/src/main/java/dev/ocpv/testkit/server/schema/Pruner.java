package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes what a schema does not declare, as a kube-apiserver does with custom resources. */
public final class Pruner {
    private final List<String> unknown = new ArrayList<>();
    private final PathStack path = new PathStack();

    private Pruner() {}

    /** Prunes a whole object in place and keeps its apiVersion, kind and metadata; {@return the paths removed, sorted} */
    public static List<String> prune(ObjectNode object, StructuralSchema schema) {
        var pruner = new Pruner();
        if (schema.preserveUnknown) {
            pruner.keep(object, schema, true);
        } else {
            pruner.pruneObject(object, schema, true);
        }
        Collections.sort(pruner.unknown);
        return pruner.unknown;
    }

    /** Prunes one value (for instance a default) in place; {@return the paths removed, sorted} */
    public static List<String> pruneValue(JsonNode value, StructuralSchema schema) {
        var pruner = new Pruner();
        pruner.prune(value, schema);
        Collections.sort(pruner.unknown);
        return pruner.unknown;
    }

    private void prune(JsonNode value, @Nullable StructuralSchema schema) {
        if (!value.isContainerNode()) {
            return;
        }
        if (schema != null && schema.preserveUnknown) {
            keep(value, schema, schema.embedded);
        } else if (value instanceof ObjectNode object) {
            pruneObject(object, schema, schema != null && schema.embedded);
        } else if (value instanceof ArrayNode array) {
            pruneItems(array, schema == null ? null : schema.items);
        }
    }

    private void pruneObject(ObjectNode object, @Nullable StructuralSchema schema, boolean embedded) {
        for (var entries = object.properties().iterator(); entries.hasNext(); ) {
            var entry = entries.next();
            var key = entry.getKey();
            if (embedded && isMeta(key)) {
                continue;
            }
            if (schema == null || !descend(entry.getKey(), entry.getValue(), schema)) {
                if (schema == null || !isMeta(key) || !path.isRoot()) {
                    unknown.add(path.textWith(key));
                }
                entries.remove();
            }
        }
    }

    private boolean descend(String key, JsonNode value, StructuralSchema schema) {
        var child = schema.child(key);
        if (child == null && !schema.anyAdditionalProperties) {
            return false;
        }
        if (value.isContainerNode()) {
            path.push(key);
            prune(value, child);
            path.pop();
        }
        return true;
    }

    private void pruneItems(ArrayNode array, @Nullable StructuralSchema items) {
        for (int i = 0; i < array.size(); i++) {
            var item = array.get(i);
            if (item.isContainerNode()) {
                path.push(i);
                prune(item, items);
                path.pop();
            }
        }
    }

    /** Below a preserving node undeclared keys stay, but declared children still prune by their own schema. */
    private void keep(JsonNode value, @Nullable StructuralSchema schema, boolean embedded) {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode object) {
            for (var entry : object.properties()) {
                if (!embedded || !isMeta(entry.getKey())) {
                    descend(entry.getKey(), entry.getValue(), schema);
                }
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                path.push(i);
                keep(array.get(i), schema.items, schema.items != null && schema.items.embedded);
                path.pop();
            }
        }
    }

    private static boolean isMeta(String key) {
        return switch (key) {
            case "apiVersion", "kind", "metadata" -> true;
            default -> false;
        };
    }
}
