package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.cel.RuleChecks;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.Pruner;
import dev.ocpv.testkit.server.schema.SchemaValidator;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the schemas of a definition must be like: structural, with defaults that fit. */
final class DefinitionSchemas {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> JUNCTORS = List.of("allOf", "anyOf", "oneOf");

    private final JsonNode spec;
    private final FieldErrors errors;

    DefinitionSchemas(JsonNode spec, FieldErrors errors) {
        this.spec = spec;
        this.errors = errors;
    }

    void check() {
        JsonNode versions = spec.path("versions");
        boolean shared = true;
        boolean all = true;
        for (int i = 0; i < versions.size(); i++) {
            JsonNode schema = versions.get(i).path("schema").path("openAPIV3Schema");
            shared &= versions.get(i).path("schema").equals(versions.get(0).path("schema"));
            if (!schema.isObject()) {
                errors.required("spec.versions[" + i + "].schema.openAPIV3Schema", "");
                all = false;
            }
        }
        if (!all) {
            return;
        }
        for (int i = 0; i < (shared ? Math.min(1, versions.size()) : versions.size()); i++) {
            String path =
                    shared ? "spec.validation.openAPIV3Schema" : "spec.versions[" + i + "].schema.openAPIV3Schema";
            JsonNode schema = versions.get(i).path("schema").path("openAPIV3Schema");
            String type = Json.textAt(schema, "type");
            if (type.isEmpty()) {
                errors.required(path + ".type", "must not be empty at the root");
            } else if (!type.equals("object")) {
                errors.invalid(path + ".type", type, "must be object at the root");
            } else {
                root(schema, path);
            }
        }
    }

    private void root(JsonNode schema, String path) {
        JsonNode metadata = schema.path("properties").path("metadata");
        if (metadata.isObject()) {
            metadata(metadata, path + ".properties[metadata]");
        }
        node(schema, path, Place.ROOT);
        values(schema, path);
        errors.addAll(RuleChecks.check(StructuralSchema.compile(schema, errors.minor()), path, errors.minor()));
    }

    private void metadata(JsonNode metadata, String path) {
        boolean other = false;
        for (Map.Entry<String, JsonNode> member : metadata.properties()) {
            other |= !List.of("type", "properties", "description").contains(member.getKey());
        }
        for (Map.Entry<String, JsonNode> property : metadata.path("properties").properties()) {
            String name = property.getKey();
            other |= !name.equals("name") && !name.equals("generateName");
            if (property.getValue().has("default")) {
                errors.forbidden(path + ".properties[" + name + "].default", "must not be set in top-level metadata");
            }
        }
        if (other) {
            errors.forbidden(
                    path,
                    "must not specify anything other than name and generateName, but metadata is implicitly specified");
        }
    }

    /** Where a schema stands, which decides how a missing type is named. */
    private enum Place {
        ROOT("at the root"),
        FIELD("for specified object fields"),
        ITEM("for specified array items");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    private void node(JsonNode schema, String path, Place place) {
        String type = Json.textAt(schema, "type");
        boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean();
        boolean preserve = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (!type.isEmpty() && !TYPES.contains(type)) {
            errors.notSupported(path + ".type", Json.text(type), TYPES);
        } else if (type.isEmpty() && !intOrString && !preserve) {
            errors.required(path + ".type", "must not be empty " + place.words);
        }
        words(schema, path);
        lists(schema, path, type);
        if (type.equals("array")
                && !schema.path("items").isObject()
                && !schema.path("items").isArray()) {
            errors.required(path + ".items", "must be specified");
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (place != Place.ROOT
                    || !List.of("metadata", "apiVersion", "kind").contains(property.getKey())) {
                node(property.getValue(), path + ".properties[" + property.getKey() + "]", Place.FIELD);
            }
        }
        if (schema.path("items").isObject()) {
            node(schema.path("items"), path + ".items", Place.ITEM);
        }
        if (schema.path("additionalProperties").isObject()) {
            node(schema.path("additionalProperties"), path + ".additionalProperties", Place.FIELD);
        }
        for (String junctor : JUNCTORS) {
            for (int i = 0; i < schema.path(junctor).size(); i++) {
                branch(schema.path(junctor).get(i), path + "." + junctor + "[" + i + "]", intOrString);
            }
        }
        if (schema.path("not").isObject()) {
            branch(schema.path("not"), path + ".not", false);
        }
    }

    private void words(JsonNode schema, String path) {
        if (schema.path("uniqueItems").asBoolean()) {
            errors.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity" + " becomes quadratic");
        }
        for (String word :
                List.of("definitions", "dependencies", "patternProperties", "$ref", "additionalItems", "id")) {
            if (schema.has(word)) {
                errors.forbidden(path + "." + word, word + " is not supported");
            }
        }
        if (schema.path("items").isArray()) {
            errors.forbidden(path + ".items", "items must be a schema object and not an array");
        }
        if (!schema.path("properties").isEmpty()
                && !schema.path("additionalProperties").isMissingNode()) {
            errors.forbidden(
                    path + ".additionalProperties", "additionalProperties and properties are mutual exclusive");
        }
        String pattern = Json.textAt(schema, "pattern");
        if (!pattern.isEmpty()) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                errors.invalid(
                        path + ".pattern",
                        pattern,
                        "must be a valid regular expression, but isn't: error parsing regexp: missing closing ): `"
                                + pattern + "`");
            }
        }
        JsonNode preserve = schema.path("x-kubernetes-preserve-unknown-fields");
        if (preserve.isBoolean() && !preserve.booleanValue()) {
            errors.invalid(path + ".x-kubernetes-preserve-unknown-fields", preserve, "must be true or undefined");
        }
    }

    private void lists(JsonNode schema, String path, String type) {
        String list = Json.textAt(schema, "x-kubernetes-list-type");
        JsonNode keys = schema.path("x-kubernetes-list-map-keys");
        if (!list.isEmpty()) {
            if (!type.equals("array")) {
                errors.invalid(path + ".type", type, "must be array if x-kubernetes-list-type is specified");
            }
            if (!List.of("atomic", "set", "map").contains(list)) {
                errors.notSupported(path + ".x-kubernetes-list-type", Json.text(list), List.of("atomic", "set", "map"));
            }
        }
        if (list.equals("map")) {
            keys(schema, keys, path);
        }
        JsonNode items = schema.path("items");
        if (list.equals("set")
                && Json.textAt(items, "type").equals("object")
                && !Json.textAt(items, "x-kubernetes-map-type").equals("atomic")) {
            errors.invalid(
                    path + ".items.x-kubernetes-map-type",
                    items.has("x-kubernetes-map-type") ? items.get("x-kubernetes-map-type") : NullNode.getInstance(),
                    "must be atomic as item of a list with x-kubernetes-list-type=set");
        }
        String map = Json.textAt(schema, "x-kubernetes-map-type");
        if (!map.isEmpty()) {
            if (!type.equals("object")) {
                errors.invalid(path + ".type", type, "must be object if x-kubernetes-map-type is specified");
            }
            if (!List.of("atomic", "granular").contains(map)) {
                errors.notSupported(path + ".x-kubernetes-map-type", Json.text(map), List.of("atomic", "granular"));
            }
        }
        if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            if (!type.equals("object")) {
                errors.invalid(path + ".type", type, "must be object if x-kubernetes-embedded-resource is true");
            } else if (schema.path("properties").isEmpty()
                    && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
                errors.required(
                        path + ".properties",
                        "must not be empty if x-kubernetes-embedded-resource is true without"
                                + " x-kubernetes-preserve-unknown-fields");
            }
        }
    }

    private void keys(JsonNode schema, JsonNode keys, String path) {
        if (keys.isEmpty()) {
            errors.required(path + ".x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map");
            return;
        }
        JsonNode items = schema.path("items");
        Set<String> required = new HashSet<>();
        items.path("required").forEach(name -> required.add(name.asText()));
        boolean known = true;
        for (JsonNode key : keys) {
            JsonNode property = items.path("properties").path(key.asText());
            known &= !property.isMissingNode();
            if (!property.isMissingNode() && !property.has("default") && !required.contains(key.asText())) {
                errors.required(
                        path + ".items.properties[" + key.asText() + "].default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                                + " property");
            }
        }
        if (!known) {
            errors.invalid(path + ".x-kubernetes-list-map-keys", keys, "entries must all be names of item properties");
        }
    }

    /** Inside of allOf and its like only values are restricted; the structure stands outside. */
    private void branch(JsonNode schema, String path, boolean intOrString) {
        for (String word : List.of("type", "default", "title", "description", "nullable", "additionalProperties")) {
            boolean there = schema.has(word)
                    && !(schema.path(word).isBoolean() && !schema.path(word).booleanValue())
                    && !(intOrString && word.equals("type"));
            if (there && word.equals("additionalProperties")) {
                errors.forbidden(path + "." + word, "must be undefined to be structural");
            } else if (there) {
                boolean flag = word.equals("nullable");
                errors.forbidden(path + "." + word, "must be " + (flag ? "false" : "empty") + " to be structural");
            }
        }
        if (!schema.path("x-kubernetes-validations").isEmpty()) {
            errors.forbidden(path + ".x-kubernetes-validations", "must be empty to be structural");
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            branch(property.getValue(), path + ".properties[" + property.getKey() + "]", false);
        }
        if (schema.path("items").isObject()) {
            branch(schema.path("items"), path + ".items", false);
        }
        for (String junctor : JUNCTORS) {
            for (int i = 0; i < schema.path(junctor).size(); i++) {
                branch(schema.path(junctor).get(i), path + "." + junctor + "[" + i + "]", intOrString);
            }
        }
    }

    private void values(JsonNode schema, String path) {
        if (schema.has("default")) {
            defaultFits(schema, path + ".default");
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            values(property.getValue(), path + ".properties[" + property.getKey() + "]");
        }
        if (schema.path("items").isObject()) {
            values(schema.path("items"), path + ".items");
        }
        if (schema.path("additionalProperties").isObject()) {
            values(schema.path("additionalProperties"), path + ".additionalProperties");
        }
    }

    private void defaultFits(JsonNode schema, String path) {
        StructuralSchema compiled = StructuralSchema.compile(schema, errors.minor());
        JsonNode value = schema.get("default");
        JsonNode copy = Json.owned(value);
        if (copy instanceof ObjectNode && !Pruner.pruneValue(copy, compiled).isEmpty()) {
            errors.invalid(path, value, "must not have unknown fields");
            return;
        }
        for (FieldError error : SchemaValidator.validate(value, compiled, null, errors.minor())) {
            String below = error.field().isEmpty() || error.field().equals("<nil>") ? path : path + "." + error.field();
            errors.add(error.at(below));
        }
    }
}
