package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.TypeNames;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;

/** The schemas of custom resources as OpenAPI publishes them. */
final class CustomSchemas {
    private static final List<String> KEPT = List.of(
            "description",
            "title",
            "type",
            "format",
            "default",
            "nullable",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "multipleOf",
            "enum",
            "maxProperties",
            "minProperties",
            "required",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-embedded-resource",
            "x-kubernetes-int-or-string",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-list-type",
            "x-kubernetes-map-type",
            "x-kubernetes-validations");
    private static final List<String> ALTERNATIVES = List.of("allOf", "anyOf", "oneOf");

    private final Words words;

    CustomSchemas(Words words) {
        this.words = words;
    }

    /** {@return the schema of a kind, given that of its definition} */
    ObjectNode kind(JsonNode source) {
        if (!source.isObject()) {
            return Json.object().put("type", "object");
        }
        ObjectNode schema = convert(source);
        identify(schema, "");
        return schema;
    }

    /** {@return the schema of a list of a kind} */
    ObjectNode list(String kind, String listKind, String plural, String item) {
        ObjectNode schema = Json.object();
        schema.put("description", listKind + " holds " + kind + " objects");
        schema.put("type", "object").putArray("required").add("items");
        ObjectNode properties = schema.putObject("properties");
        properties.set("apiVersion", text(".apiVersion"));
        ObjectNode items = properties.putObject("items");
        items.put("description", "The " + plural + " of the list").put("type", "array");
        items.putObject("items").put("$ref", SchemaNames.PREFIX + item);
        properties.set("kind", text(".kind"));
        properties.set("metadata", reference("meta.ListMeta"));
        return schema;
    }

    private void identify(ObjectNode schema, String prefix) {
        ObjectNode properties = Json.objectAt(schema, "properties");
        properties.set("apiVersion", text(prefix + ".apiVersion"));
        properties.set("kind", text(prefix + ".kind"));
        properties.set("metadata", reference("meta.ObjectMeta"));
    }

    private ObjectNode text(String key) {
        return Json.object().put("description", words.of(key)).put("type", "string");
    }

    private ObjectNode reference(String type) {
        ObjectNode schema = Json.object().put("description", words.of(".metadata"));
        schema.putArray("allOf").addObject().put("$ref", SchemaNames.PREFIX + TypeNames.definition(type));
        return schema;
    }

    private ObjectNode convert(JsonNode source) {
        ObjectNode schema = Json.object();
        for (String key : KEPT) {
            JsonNode value = source.get(key);
            if (value != null && !(value.isBoolean() && !value.booleanValue() && !key.equals("default"))) {
                schema.set(key, value);
            }
        }
        children(source, schema);
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            unfold(schema);
        }
        if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            identify(schema, "");
            require(schema);
        }
        return schema;
    }

    private void children(JsonNode source, ObjectNode schema) {
        JsonNode properties = source.get("properties");
        if (properties != null) {
            ObjectNode converted = schema.putObject("properties");
            properties.properties().forEach(one -> converted.set(one.getKey(), convert(one.getValue())));
        }
        JsonNode items = source.get("items");
        if (items != null) {
            schema.set("items", convert(items));
        }
        JsonNode additional = source.get("additionalProperties");
        if (additional != null) {
            schema.set("additionalProperties", additional.isObject() ? convert(additional) : additional);
        }
        for (String key : ALTERNATIVES) {
            if (source.path(key).isArray() && !source.path(key).isEmpty()) {
                ArrayNode converted = schema.putArray(key);
                source.path(key).forEach(one -> converted.add(convert(one)));
            }
        }
        if (source.path("not").isObject()) {
            schema.set("not", convert(source.path("not")));
        }
    }

    /** Says what int-or-string means, unless the definition says it itself. */
    private static void unfold(ObjectNode schema) {
        JsonNode anyOf = schema.path("anyOf");
        if (isEither(anyOf) || isEither(schema.path("allOf").path(0).path("anyOf"))) {
            return;
        }
        if (anyOf.isMissingNode()) {
            schema.set("anyOf", either());
            return;
        }
        ArrayNode all = Json.array();
        all.addObject().set("anyOf", either());
        schema.path("allOf").forEach(all::add);
        schema.set("allOf", all);
    }

    private static boolean isEither(JsonNode anyOf) {
        return anyOf.size() == 2
                && Json.textAt(anyOf.path(0), "type").equals("integer")
                && Json.textAt(anyOf.path(1), "type").equals("string");
    }

    private static ArrayNode either() {
        ArrayNode either = Json.array();
        either.addObject().put("type", "integer");
        either.addObject().put("type", "string");
        return either;
    }

    private static void require(ObjectNode schema) {
        ArrayNode required = Json.array();
        schema.path("required").forEach(required::add);
        for (String name : List.of("kind", "apiVersion")) {
            boolean there = false;
            for (JsonNode one : required) {
                there |= one.asText().equals(name);
            }
            if (!there) {
                required.add(name);
            }
        }
        schema.set("required", required);
    }
}
