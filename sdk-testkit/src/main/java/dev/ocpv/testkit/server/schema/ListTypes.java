package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds repeated items in lists of type set, and items with the same keys in lists of type map. */
public final class ListTypes {
    private final List<FieldError> errors = new ArrayList<>();
    private final PathStack path = new PathStack();

    private ListTypes() {}

    /** {@return one finding for each value that is repeated, at its first repeat} */
    public static List<FieldError> duplicates(JsonNode value, StructuralSchema schema) {
        if (!schema.hasLists) {
            return List.of();
        }
        var types = new ListTypes();
        types.visit(value, schema);
        return types.errors;
    }

    private void visit(JsonNode value, StructuralSchema schema) {
        if (!schema.hasLists) {
            return;
        }
        if (value.isArray()) {
            list(value, schema);
        } else if (value.isObject()) {
            for (var entry : value.properties()) {
                var property = schema.properties.get(entry.getKey());
                if (property != null) {
                    path.push(entry.getKey());
                    visit(entry.getValue(), property);
                    path.pop();
                } else if (schema.additionalProperties != null) {
                    path.pushMapKey(entry.getKey());
                    visit(entry.getValue(), schema.additionalProperties);
                    path.pop();
                }
            }
        }
    }

    private void list(JsonNode list, StructuralSchema schema) {
        if (schema.listType == StructuralSchema.ListType.SET && list.size() > 1) {
            var items = new ArrayList<JsonNode>();
            list.forEach(items::add);
            report(items, items);
        } else if (schema.listType == StructuralSchema.ListType.MAP) {
            map(list, schema.listMapKeys);
        }
        if (schema.items != null && schema.items.hasLists) {
            for (int i = 0; i < list.size(); i++) {
                path.push(i);
                visit(list.get(i), schema.items);
                path.pop();
            }
        }
    }

    private void map(JsonNode list, List<String> keyNames) {
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isObject() && !list.get(i).isNull()) {
                errors.add(FieldError.invalid(
                        path.textWith(i), list.get(i), "must be an object for an array of list-type map"));
                return;
            }
        }
        if (list.size() > 1) {
            var keys = new ArrayList<JsonNode>();
            list.forEach(item -> keys.add(keysOf(item, keyNames)));
            report(keys, keys);
        }
    }

    private static ObjectNode keysOf(JsonNode item, List<String> names) {
        var keys = JsonNodeFactory.instance.objectNode();
        for (var name : names) {
            var value = item.get(name);
            if (value != null) {
                keys.set(name, value);
            }
        }
        return keys;
    }

    private void report(List<JsonNode> identities, List<JsonNode> shown) {
        var seen = new HashMap<Identity, Integer>();
        for (int i = 0; i < identities.size(); i++) {
            if (seen.merge(new Identity(identities.get(i)), 1, Integer::sum) == 2) {
                errors.add(FieldError.duplicate(path.textWith(i), shown.get(i)));
            }
        }
    }

    /** Equality by value, where 1 and 1.0 are different scalars but print alike inside compound values. */
    private static final class Identity {
        private final String text;

        Identity(@Nullable JsonNode value) {
            if (value == null || value.isContainerNode()) {
                text = value == null ? "" : GoText.json(value);
            } else {
                text = value.getNodeType()
                        + (value.isNumber() && !Numbers.isInteger(value) ? "f" : "")
                        + value.asText();
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity that && that.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}
