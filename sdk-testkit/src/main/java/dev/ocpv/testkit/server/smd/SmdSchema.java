package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.smd.Atom.ListType;
import dev.ocpv.testkit.server.smd.Atom.MapType;
import dev.ocpv.testkit.server.smd.Atom.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the fields of a kind are owned, compiled once from its schema. */
public final class SmdSchema {
    private static final Atom STRING = Atom.of(Scalar.STRING, null, null);
    private static final Atom META = objectMeta();
    private final Atom root;

    private SmdSchema(Atom root) {
        this.root = root;
    }

    /** Compiles the schema of a kind; its apiVersion, kind and metadata are known without being declared. */
    public static SmdSchema compile(StructuralSchema schema) {
        return new SmdSchema(resource(schema, false));
    }

    Atom root() {
        return root;
    }

    private static Atom resource(StructuralSchema schema, boolean preserve) {
        boolean keep = preserve || schema.preserveUnknown();
        var map = mapOf(schema, keep);
        var fields = new HashMap<>(map.fields());
        fields.put("apiVersion", STRING);
        fields.put("kind", STRING);
        fields.put("metadata", META);
        var element =
                schema.properties().isEmpty() && schema.additionalProperties() == null && !keep ? null : map.element();
        return Atom.of(null, null, new MapType(fields, map.defaults(), element, map.atomic()));
    }

    private static Atom atom(StructuralSchema schema, boolean preserve) {
        boolean keep = preserve || schema.preserveUnknown();
        if (schema.intOrString()) {
            return schema.type().isEmpty()
                    ? Atom.of(Scalar.UNTYPED, listOf(schema, keep), mapOf(schema, keep))
                    : Atom.of(Scalar.UNTYPED, null, null);
        }
        if (schema.embedded()) {
            return resource(schema, keep);
        }
        return switch (schema.type()) {
            case "object" -> Atom.of(null, null, mapOf(schema, keep));
            case "array" -> Atom.of(null, listOf(schema, keep), null);
            case "integer", "number" -> Atom.of(Scalar.NUMERIC, null, null);
            case "boolean" -> Atom.of(Scalar.BOOLEAN, null, null);
            case "string" -> Atom.of(stringOf(schema.source().path("format").asText("")), null, null);
            default -> Atom.of(Scalar.UNTYPED, listOf(schema, keep), mapOf(schema, keep));
        };
    }

    private static Scalar stringOf(String format) {
        return format.isEmpty() || format.equals("byte") ? Scalar.STRING : Scalar.UNTYPED;
    }

    private static MapType mapOf(StructuralSchema schema, boolean preserve) {
        var fields = new HashMap<String, Atom>();
        var defaults = new HashMap<String, JsonNode>();
        schema.properties().forEach((name, property) -> {
            fields.put(name, atom(property, preserve));
            var value = property.defaultValue();
            if (value != null && !value.isNull()) {
                defaults.put(name, value);
            }
        });
        return new MapType(fields, defaults, elementOf(schema, preserve), schema.atomicMap());
    }

    private static @Nullable Atom elementOf(StructuralSchema schema, boolean preserve) {
        var additional = schema.additionalProperties();
        if (additional != null) {
            return atom(additional, preserve);
        }
        if (schema.source().path("additionalProperties").asBoolean()
                || preserve
                || schema.properties().isEmpty()) {
            return Atom.DEDUCED;
        }
        return null;
    }

    private static ListType listOf(StructuralSchema schema, boolean preserve) {
        var items = schema.items();
        var element = items == null ? Atom.UNTYPED : atom(items, preserve);
        var type = schema.listType();
        if (type != null) {
            return switch (type) {
                case ATOMIC -> new ListType(element, true, List.of());
                case SET -> new ListType(element, false, List.of());
                case MAP -> new ListType(element, false, schema.listMapKeys(), schema.minor() < 34);
            };
        }
        if (schema.patchStrategies().contains("merge")) {
            var key = schema.patchMergeKey();
            return new ListType(element, false, key.isEmpty() ? List.of() : List.of(key), schema.minor() < 34);
        }
        return new ListType(element, true, List.of());
    }

    private static Atom objectMeta() {
        var number = Atom.of(Scalar.NUMERIC, null, null);
        var time = Atom.of(Scalar.UNTYPED, null, null);
        var texts = Atom.of(null, null, new MapType(Map.of(), Map.of(), STRING, false));
        var owner = Atom.of(
                null,
                null,
                new MapType(
                        Map.of(
                                "apiVersion", STRING,
                                "kind", STRING,
                                "name", STRING,
                                "uid", STRING,
                                "controller", Atom.of(Scalar.BOOLEAN, null, null),
                                "blockOwnerDeletion", Atom.of(Scalar.BOOLEAN, null, null)),
                        Map.of("uid", TextNode.valueOf("")),
                        null,
                        true));
        var fields = new HashMap<String, Atom>();
        for (var name : List.of("name", "namespace", "generateName", "selfLink", "uid", "resourceVersion")) {
            fields.put(name, STRING);
        }
        fields.put("generation", number);
        fields.put("deletionGracePeriodSeconds", number);
        fields.put("creationTimestamp", time);
        fields.put("deletionTimestamp", time);
        fields.put("labels", texts);
        fields.put("annotations", texts);
        fields.put("finalizers", Atom.of(null, new ListType(STRING, false, List.of()), null));
        fields.put("ownerReferences", Atom.of(null, new ListType(owner, false, List.of("uid")), null));
        fields.put("managedFields", Atom.of(null, new ListType(Atom.UNTYPED, true, List.of()), null));
        return Atom.of(null, null, new MapType(fields, Map.of(), null, false));
    }
}
