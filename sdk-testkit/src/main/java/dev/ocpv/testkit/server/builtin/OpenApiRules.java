package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.cel.RuleWords;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which words of OpenAPI a definition may use, and how they go together. */
final class OpenApiRules {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final Set<String> META = Set.of("metadata", "kind", "apiVersion");
    private static final List<String> UNSUPPORTED =
            List.of("id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref");

    private final int minor;
    private final List<FieldError> errors = new ArrayList<>();

    private OpenApiRules(int minor) {
        this.minor = minor;
    }

    /**
     * Where a schema stands.
     *
     * @param root whether it is the root
     * @param meta whether it describes metadata
     * @param noDefault why defaults are forbidden; empty when they are not
     */
    private record Place(boolean root, boolean meta, String noDefault) {
        static final Place ROOT = new Place(true, false, "");

        Place inner() {
            return new Place(false, meta, noDefault);
        }

        Place property(String name, boolean embedded) {
            if (!META.contains(name) || (!root && !embedded)) {
                return inner();
            }
            return new Place(false, true, root ? "in top-level " + name : noDefault);
        }

        Place additional() {
            return new Place(false, meta, meta ? "inside additionalProperties applying to object metadata" : noDefault);
        }
    }

    static List<FieldError> check(JsonNode schema, String path, int minor) {
        OpenApiRules rules = new OpenApiRules(minor);
        rules.node(schema, path, Place.ROOT);
        return rules.errors;
    }

    private void node(JsonNode schema, String path, Place place) {
        words(schema, path, place);
        JsonNode additional = schema.path("additionalProperties");
        boolean restricting = additional.isObject() || (additional.isBoolean() && !additional.booleanValue());
        if (restricting && !schema.path("properties").isEmpty()) {
            errors.add(FieldError.forbidden(
                    path + ".additionalProperties", "additionalProperties and properties are mutual exclusive"));
        }
        children(schema, path, place);
        JsonNode preserve = schema.path("x-kubernetes-preserve-unknown-fields");
        if (preserve.isBoolean() && !preserve.booleanValue()) {
            errors.add(FieldError.invalid(
                    path + ".x-kubernetes-preserve-unknown-fields", preserve, "must be true or undefined"));
        }
        ListTypeRules.check(schema, path, minor, errors);
        if (!schema.path("x-kubernetes-validations").isEmpty()) {
            errors.addAll(RuleWords.check(StructuralSchema.compile(schema, minor), path, minor));
        }
    }

    private void words(JsonNode schema, String path, Place place) {
        String type = Json.textAt(schema, "type");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            errors.add(FieldError.notSupported(path + ".type", Json.text(type), TYPES));
        }
        if (schema.hasNonNull("default") && !place.noDefault().isEmpty()) {
            errors.add(FieldError.forbidden(path + ".default", "must not be set " + place.noDefault()));
        }
        for (String word : UNSUPPORTED) {
            boolean text = word.equals("id");
            JsonNode value = schema.path(word);
            if (text ? !value.asText().isEmpty() : !value.isMissingNode() && !value.isNull()) {
                errors.add(FieldError.forbidden(path + "." + word, word + " is not supported"));
            }
        }
        if (type.equals("null")) {
            errors.add(
                    FieldError.forbidden(path + ".type", "type cannot be set to null, use nullable as an alternative"));
        }
        if (schema.path("items").isArray()) {
            errors.add(FieldError.forbidden(path + ".items", "items must be a schema object and not an array"));
        }
        if (place.meta() && schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            errors.add(FieldError.forbidden(
                    path + ".x-kubernetes-embedded-resource", "must not be used inside of resource meta"));
        }
        if (schema.path("uniqueItems").asBoolean()) {
            errors.add(FieldError.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }
    }

    private void children(JsonNode schema, String path, Place place) {
        if (schema.path("additionalProperties").isObject()) {
            node(schema.path("additionalProperties"), path + ".additionalProperties", place.additional());
        }
        boolean embedded = schema.path("x-kubernetes-embedded-resource").asBoolean();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            node(property.getValue(), path + ".properties[" + name + "]", place.property(name, embedded));
        }
        if (schema.path("not").isObject()) {
            node(schema.path("not"), path + ".not", place.inner());
        }
        for (String junctor : List.of("allOf", "oneOf", "anyOf")) {
            for (int i = 0; i < schema.path(junctor).size(); i++) {
                node(schema.path(junctor).get(i), path + "." + junctor + "[" + i + "]", place.inner());
            }
        }
        for (Map.Entry<String, JsonNode> child : schema.path("definitions").properties()) {
            node(child.getValue(), path + ".definitions[" + child.getKey() + "]", place.inner());
        }
        JsonNode items = schema.path("items");
        if (items.isObject()) {
            node(items, path + ".items", place.inner());
        }
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            node(items.get(i), path + ".items[" + i + "]", place.inner());
        }
    }
}
