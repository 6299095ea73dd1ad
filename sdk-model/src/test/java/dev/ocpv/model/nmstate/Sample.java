package dev.ocpv.model.nmstate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ocpv.model.ApiObject;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A document with every field of a schema, and in each object a key that the schema does not know. */
final class Sample {
    static final String UNKNOWN = "key-of-tomorrow";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();

    private Sample() {}

    static JsonNode of(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.at("/enum/0");
        }
        if (schema.path("additionalProperties").isObject()) {
            return JSON.createObjectNode().set("any", of(schema.path("additionalProperties")));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema.path("properties"));
            case "array" -> JSON.createArrayNode().add(of(schema.path("items"))).add(of(schema.path("items")));
            case "integer" -> NODES.numberNode(7);
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.textNode("text");
        };
    }

    private static JsonNode object(JsonNode properties) {
        var object = JSON.createObjectNode();
        properties.properties().forEach(field -> object.set(field.getKey(), of(field.getValue())));
        return object.set(UNKNOWN, JSON.createArrayNode().add(1).add("two"));
    }

    /** {@return the keys without a type, of this object and of all in it} */
    static List<String> untyped(ApiObject object) {
        var keys = new ArrayList<>(object.getAdditionalProperties().keySet());
        for (Method method : object.getClass().getMethods()) {
            if (method.getName().startsWith("get")
                    && method.getParameterCount() == 0
                    && method.getDeclaringClass() == object.getClass()) {
                collect(value(object, method), keys);
            }
        }
        return keys;
    }

    private static void collect(Object value, List<String> keys) {
        if (value instanceof ApiObject nested) {
            keys.addAll(untyped(nested));
        } else if (value instanceof List<?> items) {
            items.forEach(item -> collect(item, keys));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, keys));
        }
    }

    private static Object value(ApiObject object, Method getter) {
        try {
            return getter.invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
