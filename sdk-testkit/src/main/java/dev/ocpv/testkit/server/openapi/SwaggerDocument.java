package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.discovery.Release;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in the language of OpenAPI v2 what documents of v3 say, as far as that language goes. */
final class SwaggerDocument {
    private static final Set<String> UNSPEAKABLE = Set.of("allOf", "anyOf", "oneOf", "not", "nullable");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String NEW_PREFIX = "#/definitions/";

    private final ObjectNode document = Json.object();

    SwaggerDocument(int minor) {
        document.put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", Release.gitVersion(minor));
        document.putObject("paths");
        document.putObject("definitions");
    }

    ObjectNode tree() {
        return document;
    }

    /** Adds the document of a group and version. */
    void add(ObjectNode v3) {
        ObjectNode paths = Json.objectAt(document, "paths");
        v3.path("paths").properties().forEach(path -> paths.set(path.getKey(), item(path.getValue())));
        ObjectNode definitions = Json.objectAt(document, "definitions");
        v3.path("components").path("schemas").properties().forEach(schema -> {
            if (!definitions.has(schema.getKey())
                    || schema.getValue().path("x-kubernetes-group-version-kind").size() > 0) {
                definitions.set(schema.getKey(), definition(schema.getValue()));
            }
        });
    }

    /** Clients would refuse every field that is not declared, so a kind in which anything goes declares none. */
    private static JsonNode definition(JsonNode v3) {
        if (!v3.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return schema(v3);
        }
        ObjectNode open = Json.object().put("type", "object");
        open.set("x-kubernetes-group-version-kind", v3.path("x-kubernetes-group-version-kind"));
        return open;
    }

    private static ObjectNode item(JsonNode v3) {
        ObjectNode item = Json.object();
        v3.properties().forEach(part -> {
            if (METHODS.contains(part.getKey())) {
                item.set(part.getKey(), operation(part.getValue()));
            }
        });
        if (v3.has("parameters")) {
            item.set("parameters", parameters(v3.path("parameters")));
        }
        return item;
    }

    private static ObjectNode operation(JsonNode v3) {
        ObjectNode operation = Json.object();
        for (String key : List.of("tags", "description", "operationId")) {
            operation.set(key, v3.path(key));
        }
        JsonNode sent = v3.path("requestBody");
        if (!sent.isMissingNode()) {
            ArrayNode consumes = operation.putArray("consumes");
            sent.path("content").fieldNames().forEachRemaining(consumes::add);
        }
        ArrayNode produces = operation.putArray("produces");
        v3.path("responses").path("200").path("content").fieldNames().forEachRemaining(produces::add);
        operation.set("parameters", parameters(v3, sent));
        answers(v3, operation.putObject("responses"));
        for (String key : List.of("x-kubernetes-action", "x-kubernetes-group-version-kind")) {
            operation.set(key, v3.path(key));
        }
        return operation;
    }

    private static ArrayNode parameters(JsonNode v3, JsonNode sent) {
        ArrayNode parameters = parameters(v3.path("parameters"));
        if (!sent.isMissingNode()) {
            ObjectNode body = parameters.addObject().put("name", "body").put("in", "body");
            body.put("required", sent.path("required").asBoolean());
            body.set("schema", anyContent(sent));
        }
        return parameters;
    }

    private static void answers(JsonNode v3, ObjectNode responses) {
        v3.path("responses").properties().forEach(response -> {
            ObjectNode one = responses.putObject(response.getKey());
            one.set("description", response.getValue().path("description"));
            if (response.getValue().has("content")) {
                one.set("schema", anyContent(response.getValue()));
            }
        });
    }

    private static JsonNode anyContent(JsonNode of) {
        for (JsonNode content : of.path("content")) {
            return schema(content.path("schema"));
        }
        return Json.object();
    }

    private static ArrayNode parameters(JsonNode v3) {
        ArrayNode parameters = Json.array();
        for (JsonNode one : v3) {
            ObjectNode parameter = parameters.addObject();
            one.properties().forEach(part -> {
                if (part.getKey().equals("schema")) {
                    parameter.setAll((ObjectNode) part.getValue());
                } else {
                    parameter.set(part.getKey(), part.getValue());
                }
            });
        }
        return parameters;
    }

    private static JsonNode schema(JsonNode v3) {
        ObjectNode schema = Json.object();
        for (Map.Entry<String, JsonNode> part : v3.properties()) {
            switch (part.getKey()) {
                case "$ref" -> schema.put("$ref", renamed(part.getValue()));
                case "properties" -> {
                    ObjectNode properties = schema.putObject("properties");
                    part.getValue().properties().forEach(one -> properties.set(one.getKey(), schema(one.getValue())));
                }
                case "items", "additionalProperties" ->
                    schema.set(part.getKey(), part.getValue().isObject() ? schema(part.getValue()) : part.getValue());
                default -> {
                    if (!UNSPEAKABLE.contains(part.getKey())) {
                        schema.set(part.getKey(), part.getValue());
                    }
                }
            }
        }
        JsonNode reference = v3.path("allOf").path(0).path("$ref");
        if (reference.isTextual()) {
            schema.put("$ref", renamed(reference));
        } else if (v3.has("oneOf") && !schema.has("type")) {
            schema.put("type", "string");
        }
        simplify(v3, schema);
        return schema;
    }

    private static String renamed(JsonNode reference) {
        return NEW_PREFIX + reference.asText().substring(SchemaNames.PREFIX.length());
    }

    /** Clients of v2 stumble over properties where anything goes, over null and over lists of nothing. */
    private static void simplify(JsonNode v3, ObjectNode schema) {
        boolean anything = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        boolean nullable = v3.path("nullable").asBoolean();
        if (anything || nullable) {
            schema.remove(List.of("items", "properties"));
        }
        boolean list = schema.path("type").asText().equals("array") && !schema.has("items");
        if (nullable || list || (anything && schema.path("type").asText().equals("object"))) {
            schema.remove("type");
        }
    }
}
