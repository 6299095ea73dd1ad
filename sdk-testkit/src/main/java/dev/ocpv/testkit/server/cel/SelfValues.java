package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.ocpv.testkit.server.schema.Numbers;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Turns JSON into the values that rules see. */
final class SelfValues {
    private SelfValues() {}

    static Object of(JsonNode value, StructuralSchema schema, boolean resource) {
        if (value.isNull()) {
            return NullValue.NULL_VALUE;
        }
        if (schema.intOrString()) {
            return plain(value);
        }
        return switch (schema.type()) {
            case "object" -> object(value, schema, resource || schema.embedded());
            case "array" -> list(value, schema);
            case "string" -> text(value, SelfTypes.format(schema));
            case "number" -> value.isNumber() ? (Object) value.doubleValue() : plain(value);
            default -> plain(value);
        };
    }

    static Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case BOOLEAN -> value.booleanValue();
            case STRING, BINARY -> value.asText();
            case NUMBER ->
                Numbers.isInteger(value) || value.doubleValue() == Math.rint(value.doubleValue())
                        ? (Object) value.longValue()
                        : value.doubleValue();
            case ARRAY -> {
                var list = new ArrayList<Object>(value.size());
                value.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case OBJECT, POJO -> {
                var map = new LinkedHashMap<String, Object>();
                value.properties().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
                yield map;
            }
        };
    }

    private static Object object(JsonNode value, StructuralSchema schema, boolean resource) {
        var map = new LinkedHashMap<String, Object>();
        var additional = schema.additionalProperties();
        for (var entry : value.properties()) {
            var name = entry.getKey();
            if (additional != null) {
                map.put(name, of(entry.getValue(), additional, false));
                continue;
            }
            if (entry.getValue().isNull()) {
                continue;
            }
            if (resource && name.equals("metadata")) {
                map.put(name, metadata(entry.getValue()));
                continue;
            }
            if (resource && (name.equals("apiVersion") || name.equals("kind"))) {
                map.put(name, plain(entry.getValue()));
                continue;
            }
            var property = schema.property(name);
            if (property != null) {
                Names.escaped(name).ifPresent(escaped -> map.put(escaped, of(entry.getValue(), property, false)));
                if (Names.isReserved(name)) {
                    map.put(name, map.get("__" + name + "__"));
                }
            }
        }
        return map;
    }

    private static Object metadata(JsonNode value) {
        var map = new LinkedHashMap<String, Object>();
        for (var name : List.of("name", "generateName")) {
            if (value.path(name).isTextual()) {
                map.put(name, value.path(name).textValue());
            }
        }
        return map;
    }

    private static Object list(JsonNode value, StructuralSchema schema) {
        var items = schema.items();
        var list = new ArrayList<Object>(value.size());
        value.forEach(item -> list.add(items == null ? plain(item) : of(item, items, false)));
        var type = schema.listType();
        if (type == null) {
            return list;
        }
        return switch (type) {
            case ATOMIC -> list;
            case SET -> new AssociativeList(list, List.of());
            case MAP ->
                new AssociativeList(
                        list,
                        schema.listMapKeys().stream()
                                .map(key -> Names.escaped(key).orElse(key))
                                .toList());
        };
    }

    private static Object text(JsonNode value, String format) {
        if (!value.isTextual()) {
            return plain(value);
        }
        var text = value.textValue();
        try {
            return switch (format) {
                case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
                case "duration" -> Durations.parse(text);
                case "date" -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
                case "date-time" -> instant(text);
                default -> text;
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            return text;
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
    }
}
