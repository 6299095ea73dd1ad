package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.HashSet;
import java.util.Set;

/** Says the same as the table of types in the language of schemas, which patches and ownership go by. */
final class TypeSchemas {
    private final TypeTable types;
    private final Set<String> open = new HashSet<>();

    private TypeSchemas(TypeTable types) {
        this.types = types;
    }

    /** {@return the schema of a kind} */
    static StructuralSchema schema(String type, int minor) {
        ObjectNode document = new TypeSchemas(TypeTable.of(minor)).struct(type);
        ObjectNode properties = Json.objectAt(document, "properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        return StructuralSchema.compile(document, minor);
    }

    private ObjectNode struct(String name) {
        ObjectNode schema = Json.object();
        schema.put("type", "object");
        if (!open.add(name)) {
            return schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
        schema.put(StructuralSchema.STRUCT, name.substring(name.indexOf('.') + 1));
        GoStruct struct = types.struct(name);
        if (struct.atomic()) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        ObjectNode properties = schema.putObject("properties");
        for (GoStruct.Field field : struct.fields().values()) {
            properties.set(field.json(), field(field));
        }
        open.remove(name);
        return schema;
    }

    private ObjectNode field(GoStruct.Field field) {
        ObjectNode schema = type(field.type());
        TypeTraits.write(schema, field.traits());
        if (!field.omitEmpty() && !field.type().pointer() && !schema.has("default")) {
            setZero(schema, field.type().kind());
        }
        return schema;
    }

    /** A scalar that is always written is never absent, which matters where it tells the items of a list apart. */
    private static void setZero(ObjectNode schema, GoType.Kind kind) {
        switch (kind) {
            case STRING -> schema.put("default", "");
            case INT, FLOAT -> schema.put("default", 0);
            case BOOL -> schema.put("default", false);
            default -> {}
        }
    }

    private ObjectNode type(GoType type) {
        ObjectNode schema = Json.object();
        return switch (type.kind()) {
            case STRING, TIME, MICRO_TIME, DURATION -> schema.put("type", "string");
            case BYTES -> schema.put("type", "string").put("format", "byte");
            case INT -> schema.put("type", "integer");
            case BOOL -> schema.put("type", "boolean");
            case FLOAT -> schema.put("type", "number");
            case QUANTITY, INT_OR_STRING -> schema.put("x-kubernetes-int-or-string", true);
            case RAW -> raw(schema, type.name().isEmpty());
            case FIELDS -> schema.put("type", "object").put("x-kubernetes-map-type", "atomic");
            case LIST -> schema.put("type", "array").set("items", type(type.items()));
            case MAP -> schema.put("type", "object").set("additionalProperties", type(type.items()));
            case STRUCT -> struct(type.name());
        };
    }

    /** Any JSON; where it is an extension, it belongs to somebody as a whole. */
    private static ObjectNode raw(ObjectNode schema, boolean extension) {
        schema.put("x-kubernetes-preserve-unknown-fields", true);
        return extension ? schema.put("x-kubernetes-map-type", "atomic") : schema.put("type", "object");
    }
}
