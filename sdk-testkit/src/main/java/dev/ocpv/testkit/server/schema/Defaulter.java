package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in the defaults of a schema, and treats null as a kube-apiserver does. */
public final class Defaulter {
    private Defaulter() {}

    /** Drops nulls that may not be and then sets defaults, in place: what happens to a document that comes in. */
    public static void nullsAndDefaults(ObjectNode object, StructuralSchema schema) {
        dropNulls(object, schema);
        setDefaults(object, schema);
    }

    /** Sets defaults in place; a null that may not be takes the default. */
    public static void setDefaults(JsonNode value, @Nullable StructuralSchema schema) {
        if (schema == null || !schema.hasDefaults) {
            return;
        }
        if (value instanceof ObjectNode object) {
            defaultProperties(object, schema);
            for (var entry : object.properties()) {
                defaultEntry(entry, schema);
            }
        } else if (value instanceof ArrayNode array && schema.items != null) {
            defaultItems(array, schema.items);
        }
    }

    private static void defaultProperties(ObjectNode object, StructuralSchema schema) {
        for (var property : schema.propertyDefaults.entrySet()) {
            var present = object.get(property.getKey());
            if (present == null || isForbiddenNull(present, schema.properties.get(property.getKey()))) {
                object.set(property.getKey(), property.getValue().deepCopy());
            }
        }
    }

    private static void defaultEntry(Map.Entry<String, JsonNode> entry, StructuralSchema schema) {
        var property = schema.properties.get(entry.getKey());
        if (property != null) {
            setDefaults(entry.getValue(), property);
        } else if (schema.additionalProperties != null) {
            var additional = schema.additionalProperties;
            if (isForbiddenNull(entry.getValue(), additional) && additional.defaultValue != null) {
                entry.setValue(additional.defaultValue.deepCopy());
            }
            setDefaults(entry.getValue(), additional);
        }
    }

    private static void defaultItems(ArrayNode array, StructuralSchema items) {
        for (int i = 0; i < array.size(); i++) {
            if (isForbiddenNull(array.get(i), items) && items.defaultValue != null) {
                array.set(i, items.defaultValue.deepCopy());
            }
            setDefaults(array.get(i), items);
        }
    }

    /** Removes in place the nulls of map entries that are neither nullable nor have a default to take. */
    public static void dropNulls(JsonNode value, @Nullable StructuralSchema schema) {
        if (value instanceof ObjectNode object) {
            for (var entries = object.properties().iterator(); entries.hasNext(); ) {
                var entry = entries.next();
                var child = schema == null ? null : schema.child(entry.getKey());
                if (isForbiddenNull(entry.getValue(), child) && hasNoDefault(child)) {
                    entries.remove();
                } else if (entry.getValue().isContainerNode()) {
                    dropNulls(entry.getValue(), child);
                }
            }
        } else if (value instanceof ArrayNode array) {
            var items = schema == null ? null : schema.items;
            for (var item : array) {
                if (item.isContainerNode()) {
                    dropNulls(item, items);
                }
            }
        }
    }

    private static boolean hasNoDefault(@Nullable StructuralSchema schema) {
        return schema == null || schema.defaultValue == null || schema.defaultValue.isNull();
    }

    private static boolean isForbiddenNull(JsonNode value, @Nullable StructuralSchema schema) {
        return value.isNull() && schema != null && !schema.nullable;
    }
}
