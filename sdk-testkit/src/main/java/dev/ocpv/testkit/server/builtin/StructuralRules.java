package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoRegex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What makes a schema structural: every value has one shape, told outside of the logical parts of the schema. */
final class StructuralRules {
    private static final Set<String> UNSUPPORTED =
            Set.of("id", "$schema", "$ref", "patternProperties", "dependencies", "additionalItems", "definitions");
    private static final Set<String> METADATA_NAMES = Set.of("name", "generateName");

    private final List<FieldError> errors = new ArrayList<>();

    private StructuralRules() {}

    /** Where a schema stands, which decides how a missing type is named. */
    private enum Place {
        ROOT("at the root"),
        ITEM("for specified array items"),
        FIELD("for specified object fields");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    /** {@return whether the words of a schema can be told apart at all} Otherwise nothing is said of its structure. */
    static boolean isReadable(JsonNode schema) {
        for (String word : UNSUPPORTED) {
            if (schema.has(word)) {
                return false;
            }
        }
        JsonNode preserve = schema.path("x-kubernetes-preserve-unknown-fields");
        boolean odd = preserve.isBoolean() && !preserve.booleanValue();
        return !odd
                && !schema.path("items").isArray()
                && Schemas.children(schema).stream().allMatch(StructuralRules::isReadable);
    }

    /** {@return what is wrong, in the order of its text} */
    static List<FieldError> check(JsonNode schema, String path, int minor) {
        StructuralRules rules = new StructuralRules();
        rules.node(schema, path, Place.ROOT);
        rules.complete(schema, schema, path, path);
        rules.errors.sort(Comparator.comparing(error -> error.message(minor)));
        return rules.errors;
    }

    private void node(JsonNode schema, String path, Place place) {
        String type = Json.textAt(schema, "type");
        if (type.equals("array") && !schema.path("items").isObject()) {
            errors.add(FieldError.required(path + ".items", "must be specified"));
        }
        children(schema, path, place);
        extensions(schema, path);
        restrictions(
                schema,
                path,
                isIntOrString(schema),
                isIntOrString(schema.path("allOf").path(0)));
        type(schema, path, place, type);
        if (place == Place.ROOT || flag(schema, "x-kubernetes-embedded-resource")) {
            typeMeta(schema, path, place);
        }
    }

    private void children(JsonNode schema, String path, Place place) {
        if (schema.path("items").isObject()) {
            node(schema.path("items"), path + ".items", Place.ITEM);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            node(property.getValue(), path + ".properties[" + property.getKey() + "]", Place.FIELD);
        }
        JsonNode additional = schema.path("additionalProperties");
        if (!additional.isMissingNode() && place == Place.ROOT) {
            errors.add(FieldError.forbidden(path + ".additionalProperties", "must not be used at the root"));
        }
        if (additional.isObject()) {
            node(additional, path + ".additionalProperties", Place.FIELD);
        }
    }

    private void extensions(JsonNode schema, String path) {
        if (!flag(schema, "x-kubernetes-int-or-string")) {
            return;
        }
        for (String other : List.of("x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource")) {
            if (flag(schema, other)) {
                errors.add(FieldError.invalid(
                        path + "." + other, schema.path(other), "must be false if x-kubernetes-int-or-string is true"));
            }
        }
    }

    private void type(JsonNode schema, String path, Place place, String type) {
        boolean embedded = flag(schema, "x-kubernetes-embedded-resource");
        boolean open = flag(schema, "x-kubernetes-preserve-unknown-fields");
        if (embedded && !type.equals("object")) {
            mustBe(type, path + ".type", "must be object if x-kubernetes-embedded-resource is true");
        } else if (type.isEmpty() && !flag(schema, "x-kubernetes-int-or-string") && !open) {
            errors.add(FieldError.required(path + ".type", "must not be empty " + place.words));
        }
        if (embedded && schema.has("additionalProperties")) {
            errors.add(FieldError.forbidden(
                    path + ".additionalProperties", "must not be used if x-kubernetes-embedded-resource is set"));
        }
        if (place == Place.ROOT && !type.isEmpty() && !type.equals("object")) {
            errors.add(FieldError.invalid(path + ".type", type, "must be object at the root"));
        }
        if (embedded && !open && schema.path("properties").isEmpty()) {
            errors.add(FieldError.required(
                    path + ".properties",
                    "must not be empty if x-kubernetes-embedded-resource is true without"
                            + " x-kubernetes-preserve-unknown-fields"));
        }
    }

    private void mustBe(String type, String path, String words) {
        errors.add(type.isEmpty() ? FieldError.required(path, words) : FieldError.invalid(path, type, words));
    }

    private void typeMeta(JsonNode schema, String path, Place place) {
        for (String name : List.of("kind", "apiVersion")) {
            JsonNode property = schema.path("properties").path(name);
            if (property.isObject() && !Json.textAt(property, "type").equals("string")) {
                errors.add(FieldError.invalid(
                        path + ".properties[" + name + "].type", Json.textAt(property, "type"), "must be string"));
            }
        }
        JsonNode metadata = schema.path("properties").path("metadata");
        String at = path + ".properties[metadata]";
        if (!metadata.isObject()) {
            return;
        }
        if (!Json.textAt(metadata, "type").equals("object")) {
            errors.add(FieldError.invalid(at + ".type", Json.textAt(metadata, "type"), "must be object"));
        }
        if (place == Place.ROOT && saysMore(metadata)) {
            errors.add(
                    FieldError.forbidden(
                            at,
                            "must not specify anything other than name and generateName, but metadata is implicitly specified"));
        }
    }

    private static boolean saysMore(JsonNode metadata) {
        for (Map.Entry<String, JsonNode> word : metadata.properties()) {
            boolean empty = word.getValue().isNull()
                    || (word.getValue().isContainerNode() && word.getValue().isEmpty())
                    || (word.getValue().isBoolean() && !word.getValue().booleanValue());
            if (!empty && !Set.of("type", "default", "properties").contains(word.getKey())) {
                return true;
            }
        }
        boolean named = false;
        for (Map.Entry<String, JsonNode> property : metadata.path("properties").properties()) {
            if (!METADATA_NAMES.contains(property.getKey())) {
                return true;
            }
            named = true;
        }
        return !named && metadata.path("properties").isObject();
    }

    private static boolean flag(JsonNode schema, String word) {
        return schema.path(word).asBoolean();
    }

    /** {@return whether anyOf says integer or string and nothing else} */
    private static boolean isIntOrString(JsonNode schema) {
        JsonNode anyOf = schema.path("anyOf");
        return anyOf.size() == 2 && only(anyOf.get(0), "integer") && only(anyOf.get(1), "string");
    }

    private static boolean only(JsonNode branch, String type) {
        return branch.size() == 1 && Json.textAt(branch, "type").equals(type);
    }

    private void restrictions(JsonNode schema, String path, boolean skipAnyOf, boolean skipFirst) {
        for (int i = 0; i < schema.path("anyOf").size() && !skipAnyOf; i++) {
            branch(schema.path("anyOf").get(i), path + ".anyOf[" + i + "]", false);
        }
        for (int i = 0; i < schema.path("allOf").size(); i++) {
            branch(schema.path("allOf").get(i), path + ".allOf[" + i + "]", skipFirst && i == 0);
        }
        for (int i = 0; i < schema.path("oneOf").size(); i++) {
            branch(schema.path("oneOf").get(i), path + ".oneOf[" + i + "]", false);
        }
        if (schema.path("not").isObject()) {
            branch(schema.path("not"), path + ".not", false);
        }
        String pattern = Json.textAt(schema, "pattern");
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            errors.add(FieldError.invalid(
                    path + ".pattern",
                    pattern,
                    "must be a valid regular expression, but isn't: " + GoRegex.words(e, pattern)));
        }
    }

    /** Inside of the logical parts only values are restricted; the structure stands outside. */
    private void branch(JsonNode schema, String path, boolean skipAnyOf) {
        restrictions(schema, path, skipAnyOf, false);
        if (schema.path("items").isObject()) {
            branch(schema.path("items"), path + ".items", false);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            branch(property.getValue(), path + ".properties[" + property.getKey() + "]", false);
        }
        for (String word :
                List.of("type", "title", "description", "x-kubernetes-list-map-keys", "x-kubernetes-validations")) {
            JsonNode value = schema.path(word);
            if (value.isArray() ? !value.isEmpty() : !value.asText().isEmpty()) {
                errors.add(FieldError.forbidden(path + "." + word, "must be empty to be structural"));
            }
        }
        for (String word :
                List.of("additionalProperties", "default", "x-kubernetes-list-type", "x-kubernetes-map-type")) {
            if (schema.hasNonNull(word)) {
                errors.add(FieldError.forbidden(path + "." + word, "must be undefined to be structural"));
            }
        }
        for (String word : List.of(
                "nullable",
                "x-kubernetes-preserve-unknown-fields",
                "x-kubernetes-embedded-resource",
                "x-kubernetes-int-or-string")) {
            if (flag(schema, word)) {
                errors.add(FieldError.forbidden(path + "." + word, "must be false to be structural"));
            }
        }
        if (schema.path("properties").has("metadata")) {
            errors.add(
                    FieldError.forbidden(path + ".properties[metadata]", "must not be specified in a nested context"));
        }
    }

    /** What the logical parts of the root restrict has to be declared outside of them. */
    private void complete(JsonNode rules, JsonNode structure, String at, String within) {
        if (rules.path("not").isObject()) {
            declared(rules.path("not"), structure, at, within + ".not");
        }
        for (String junctor : List.of("allOf", "anyOf", "oneOf")) {
            for (int i = 0; i < rules.path(junctor).size(); i++) {
                declared(rules.path(junctor).get(i), structure, at, within + "." + junctor + "[" + i + "]");
            }
        }
    }

    private void declared(JsonNode rules, JsonNode structure, String at, String within) {
        if (!structure.isObject()) {
            errors.add(FieldError.required(at, "because it is defined in " + within));
            return;
        }
        complete(rules, structure, at, within);
        if (rules.path("items").isObject()) {
            declared(rules.path("items"), structure.path("items"), at + ".items", within + ".items");
        }
        for (Map.Entry<String, JsonNode> property : rules.path("properties").properties()) {
            String step = ".properties[" + property.getKey() + "]";
            declared(
                    property.getValue(),
                    structure.path("properties").path(property.getKey()),
                    at + step,
                    within + step);
        }
    }
}
