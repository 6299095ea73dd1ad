package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.cel.CelRules;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.Pruner;
import dev.ocpv.testkit.server.schema.SchemaValidator;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.List;

/** Default values have to fit the schema that they stand in, its CEL rules included. */
final class DefaultRules {
    private final int minor;
    private final List<FieldError> errors = new ArrayList<>();

    private DefaultRules(int minor) {
        this.minor = minor;
    }

    static List<FieldError> check(StructuralSchema schema, String path, int minor) {
        DefaultRules rules = new DefaultRules(minor);
        rules.node(schema, path);
        return rules.errors;
    }

    private void node(StructuralSchema schema, String path) {
        JsonNode value = schema.defaultValue();
        if (value != null && !value.isNull()) {
            value(schema, value, path + ".default");
        }
        StructuralSchema items = schema.items();
        if (items != null) {
            node(items, path + ".items");
        }
        schema.properties().forEach((name, child) -> node(child, path + ".properties[" + name + "]"));
    }

    private void value(StructuralSchema schema, JsonNode value, String path) {
        JsonNode copy = Json.owned(value);
        if (!Pruner.pruneValue(copy, schema).isEmpty()) {
            errors.add(FieldError.invalid(path, value, "must not have unknown fields"));
        }
        if (schema.embedded() && value instanceof ObjectNode) {
            embedded(value, path);
        }
        List<FieldError> found = SchemaValidator.validate(value, schema, null, minor);
        if (found.isEmpty()) {
            CelRules rules = CelRules.compileValue(schema, minor);
            found = rules.validate(false, value, value, warning -> {});
            if (found.isEmpty()) {
                found = rules.validate(false, value, null, warning -> {});
            }
        }
        found.forEach(error -> errors.add(error.at(below(path, error.field()))));
    }

    private void embedded(JsonNode value, String path) {
        for (String name : List.of("apiVersion", "kind")) {
            if (Json.textAt(value, name).isEmpty()) {
                errors.add(FieldError.required(path + "." + name, minor < 34 ? "must not be empty" : ""));
            }
        }
    }

    private static String below(String path, String field) {
        if (field.isEmpty() || field.equals("<nil>")) {
            return path;
        }
        return field.startsWith("[") ? path + field : path + "." + field;
    }
}
