package dev.ocpv.testkit.server.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The CEL types of the values that a schema describes. */
@SuppressWarnings("Immutable") // filled while a schema is read, before any rule sees it
final class SelfTypes implements CelTypeProvider {
    private final Map<String, StructType> structs = new HashMap<>();

    /** {@return the type of a value, if rules can see it at all} */
    Optional<CelType> typeOf(StructuralSchema schema, boolean resource) {
        return typeOf(schema, resource, "selfType1");
    }

    private Optional<CelType> typeOf(StructuralSchema schema, boolean resource, String name) {
        if (schema.intOrString()) {
            return Optional.of(SimpleType.DYN);
        }
        return switch (schema.type()) {
            case "object" -> objectType(schema, resource || schema.embedded(), name);
            case "array" -> {
                var items = schema.items();
                yield items == null
                        ? Optional.empty()
                        : typeOf(items, false, name + ".@idx").map(ListType::create);
            }
            case "string" -> Optional.of(stringType(format(schema)));
            case "boolean" -> Optional.of(SimpleType.BOOL);
            case "number" -> Optional.of(SimpleType.DOUBLE);
            case "integer" -> Optional.of(SimpleType.INT);
            default -> Optional.empty();
        };
    }

    static String format(StructuralSchema schema) {
        return schema.source().path("format").asText("");
    }

    private static CelType stringType(String format) {
        return switch (format) {
            case "byte" -> SimpleType.BYTES;
            case "duration" -> SimpleType.DURATION;
            case "date", "date-time" -> SimpleType.TIMESTAMP;
            default -> SimpleType.STRING;
        };
    }

    private Optional<CelType> objectType(StructuralSchema schema, boolean resource, String name) {
        var additional = schema.additionalProperties();
        if (additional != null) {
            return typeOf(additional, false, name + ".@elem").map(value -> MapType.create(SimpleType.STRING, value));
        }
        var fields = new LinkedHashMap<String, CelType>();
        schema.properties()
                .forEach((property, child) -> Names.escaped(property)
                        .ifPresent(escaped -> typeOf(child, false, name + "." + escaped)
                                .ifPresent(type -> {
                                    fields.put(escaped, type);
                                    if (Names.isReserved(property) && child.minor() >= 31) {
                                        fields.put(property, type);
                                    }
                                })));
        if (resource) {
            fields.put("apiVersion", SimpleType.STRING);
            fields.put("kind", SimpleType.STRING);
            fields.put(
                    "metadata",
                    struct(name + ".metadata", Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING)));
        }
        return Optional.of(struct(name, fields));
    }

    private CelType struct(String name, Map<String, CelType> fields) {
        structs.put(
                name,
                StructType.create(
                        name, ImmutableSet.copyOf(fields.keySet()), field -> Optional.ofNullable(fields.get(field))));
        return StructTypeReference.create(name);
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String typeName) {
        return Optional.ofNullable(structs.get(typeName));
    }
}
