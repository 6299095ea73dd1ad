package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.ResourceDef;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Says the same as the table of types in the language of OpenAPI, each struct a document that refers to others. */
public final class TypeDocuments {
    private static final Set<String> KINDS_WITHOUT_RESOURCE =
            Set.of("meta.Status", "meta.DeleteOptions", "meta.APIGroup", "meta.APIGroupList", "meta.APIVersions");

    private final TypeTable types;
    private final UnaryOperator<String> words;

    /** For Kubernetes 1.{@code minor}; the operator knows the description of a type or field, or answers an empty text. */
    public TypeDocuments(int minor, UnaryOperator<String> words) {
        this.types = TypeTable.of(minor);
        this.words = words;
    }

    /** {@return the struct of a built-in resource's objects, or empty where the table has none} */
    public static String typeOf(ResourceDef def) {
        return def.strategy() instanceof BuiltinStrategy builtin ? builtin.typeName() : "";
    }

    /** {@return whether there is such a type} */
    public boolean has(String type) {
        return BasicType.of(type) != null || types.has(type);
    }

    /** {@return the schema of a type; kinds get their kind and apiVersion} */
    public ObjectNode schema(String type, boolean isKind) {
        ObjectNode schema = Json.object();
        describe(schema, type);
        BasicType basic = BasicType.of(type);
        if (basic != null) {
            return basic.fill(schema);
        }
        GoStruct struct = types.struct(type);
        schema.put("type", "object");
        ArrayNode required = Json.array();
        ObjectNode properties = Json.object();
        if (isKind || KINDS_WITHOUT_RESOURCE.contains(type)) {
            properties.set("apiVersion", text("apiVersion"));
            properties.set("kind", text("kind"));
        }
        struct.fields().values().forEach(field -> {
            properties.set(field.json(), field(type, field));
            if (field.traits().containsKey("r")) {
                required.add(field.json());
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (struct.atomic()) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        return schema;
    }

    private ObjectNode text(String field) {
        ObjectNode schema = Json.object();
        describe(schema, "." + field);
        return schema.put("type", "string");
    }

    private void describe(ObjectNode schema, String key) {
        String text = words.apply(key);
        if (!text.isEmpty()) {
            schema.put("description", text);
        }
    }

    private ObjectNode field(String type, GoStruct.Field field) {
        ObjectNode schema = Json.object();
        describe(schema, type + "." + field.json());
        GoType of = field.type();
        String reference = reference(of);
        if (reference.isEmpty()) {
            plain(schema, of);
            if (!of.pointer() && !field.omitEmpty()) {
                zero(schema, of.kind());
            }
        } else {
            if (of.kind() == GoType.Kind.STRUCT && !of.pointer()) {
                schema.putObject("default");
            }
            schema.putArray("allOf").add(ref(reference));
        }
        TypeTraits.write(schema, field.traits());
        return schema.size() == 1 && schema.has("allOf") ? ref(reference) : schema;
    }

    private static void zero(ObjectNode schema, GoType.Kind kind) {
        switch (kind) {
            case STRING -> schema.put("default", "");
            case INT, FLOAT -> schema.set("default", Json.number(0));
            case BOOL -> schema.put("default", false);
            default -> {
                // what is no basic type has no default in the real documents
            }
        }
    }

    private void plain(ObjectNode schema, GoType type) {
        switch (type.kind()) {
            case BYTES -> schema.put("type", "string").put("format", "byte");
            case INT -> schema.put("type", "integer").put("format", type.name().endsWith("64") ? "int64" : "int32");
            case BOOL -> schema.put("type", "boolean");
            case FLOAT -> schema.put("type", "number").put("format", "double");
            case LIST -> schema.put("type", "array").set("items", element(type.items()));
            case MAP -> schema.put("type", "object").set("additionalProperties", element(type.items()));
            default -> schema.put("type", "string");
        }
    }

    private ObjectNode element(GoType type) {
        String reference = reference(type);
        if (reference.isEmpty()) {
            ObjectNode schema = Json.object();
            plain(schema, type);
            zero(schema, type.kind());
            return schema;
        }
        if (type.kind() != GoType.Kind.STRUCT) {
            return ref(reference);
        }
        ObjectNode schema = Json.object();
        schema.putObject("default");
        schema.putArray("allOf").add(ref(reference));
        return schema;
    }

    private static ObjectNode ref(String type) {
        return Json.object().put("$ref", "#/components/schemas/" + TypeNames.definition(type));
    }

    private static String reference(GoType type) {
        return switch (type.kind()) {
            case STRUCT -> type.name();
            case TIME -> "meta.Time";
            case MICRO_TIME -> "meta.MicroTime";
            case DURATION -> "meta.Duration";
            case FIELDS -> "meta.FieldsV1";
            case QUANTITY -> "resource.Quantity";
            case INT_OR_STRING -> "intstr.IntOrString";
            case RAW -> type.name().isEmpty() ? "runtime.RawExtension" : "apiextensions." + type.name();
            default -> "";
        };
    }
}
