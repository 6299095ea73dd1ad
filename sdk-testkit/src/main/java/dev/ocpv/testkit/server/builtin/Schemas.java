package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Ways through the schema documents of definitions. */
final class Schemas {
    private Schemas() {}

    /** {@return all schemas right below one, whatever their part} */
    static List<JsonNode> children(JsonNode schema) {
        List<JsonNode> children = new ArrayList<>();
        for (String list : List.of("items", "allOf", "anyOf", "oneOf")) {
            if (schema.path(list).isArray()) {
                schema.path(list).forEach(children::add);
            }
        }
        for (String one : List.of("items", "not", "additionalProperties", "additionalItems")) {
            if (schema.path(one).isObject()) {
                children.add(schema.path(one));
            }
        }
        for (String map : List.of("properties", "patternProperties", "definitions", "dependencies")) {
            schema.path(map).forEach(child -> {
                if (child.isObject()) {
                    children.add(child);
                }
            });
        }
        return children;
    }

    /** Shows a schema and everything below it. */
    static void visit(JsonNode schema, Consumer<JsonNode> visitor) {
        visitor.accept(schema);
        children(schema).forEach(child -> visit(child, visitor));
    }
}
