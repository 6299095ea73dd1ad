package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How lists and maps say that their items belong together. */
final class ListTypeRules {
    private static final String LIST_TYPE = "x-kubernetes-list-type";
    private static final String MAP_TYPE = "x-kubernetes-map-type";
    private static final String KEYS = "x-kubernetes-list-map-keys";

    private final JsonNode schema;
    private final String path;
    private final int minor;
    private final List<FieldError> errors;

    private ListTypeRules(JsonNode schema, String path, int minor, List<FieldError> errors) {
        this.schema = schema;
        this.path = path;
        this.minor = minor;
        this.errors = errors;
    }

    static void check(JsonNode schema, String path, int minor, List<FieldError> errors) {
        ListTypeRules rules = new ListTypeRules(schema, path, minor, errors);
        rules.mapType();
        rules.listType();
        rules.keysStandAlone();
        if (Json.textAt(schema, LIST_TYPE).equals("map")) {
            rules.keys();
        }
        rules.items();
    }

    private void mapType() {
        if (!schema.hasNonNull(MAP_TYPE)) {
            return;
        }
        if (!Json.textAt(schema, "type").equals("object")) {
            mustBe("must be object if x-kubernetes-map-type is specified");
        }
        oneOf(MAP_TYPE, List.of("atomic", "granular"));
    }

    private void mustBe(String words) {
        String type = Json.textAt(schema, "type");
        errors.add(
                type.isEmpty()
                        ? FieldError.required(path + ".type", words)
                        : FieldError.invalid(path + ".type", type, words));
    }

    private void oneOf(String word, List<String> allowed) {
        if (!allowed.contains(Json.textAt(schema, word))) {
            errors.add(FieldError.notSupported(path + "." + word, schema.path(word), allowed));
        }
    }

    private void listType() {
        if (!schema.hasNonNull(LIST_TYPE)) {
            return;
        }
        if (!Json.textAt(schema, "type").equals("array")) {
            mustBe("must be array if x-kubernetes-list-type is specified");
        } else if (Json.textAt(schema, LIST_TYPE).equals("set")) {
            atomicItems(schema.path("items"));
        }
        oneOf(LIST_TYPE, List.of("atomic", "set", "map"));
    }

    /** Of the items' own kind of map the server shows their kind of list, which they do not have. */
    private void atomicItems(JsonNode items) {
        String why = "must be atomic as item of a list with x-kubernetes-list-type=set";
        JsonNode shown = items.hasNonNull(LIST_TYPE) ? items.path(LIST_TYPE) : NullNode.getInstance();
        switch (Json.textAt(items, "type")) {
            case "array" -> {
                if (items.hasNonNull(LIST_TYPE)
                        && !Json.textAt(items, LIST_TYPE).equals("atomic")) {
                    errors.add(FieldError.invalid(path + ".items." + LIST_TYPE, shown, why));
                }
            }
            case "object" -> {
                if (!Json.textAt(items, MAP_TYPE).equals("atomic")) {
                    errors.add(FieldError.invalid(path + ".items." + MAP_TYPE, shown, why));
                }
            }
            default -> {}
        }
    }

    private void keysStandAlone() {
        String why = "must be map if x-kubernetes-list-map-keys is non-empty";
        if (schema.path(KEYS).isEmpty()) {
            return;
        }
        if (!schema.hasNonNull(LIST_TYPE)) {
            errors.add(FieldError.required(path + "." + LIST_TYPE, why));
        } else if (!Json.textAt(schema, LIST_TYPE).equals("map")) {
            errors.add(FieldError.invalid(path + "." + LIST_TYPE, schema.path(LIST_TYPE), why));
        }
    }

    private void keys() {
        JsonNode keys = schema.path(KEYS);
        JsonNode items = schema.path("items");
        if (keys.isEmpty()) {
            errors.add(FieldError.required(path + "." + KEYS, "must not be empty if x-kubernetes-list-type is map"));
        }
        if (items.isMissingNode()) {
            errors.add(FieldError.required(path + ".items", "must have a schema if x-kubernetes-list-type is map"));
        } else if (items.isObject() && !Json.textAt(items, "type").equals("object")) {
            errors.add(FieldError.invalid(
                    path + ".items.type",
                    Json.textAt(items, "type"),
                    "must be object if parent array's x-kubernetes-list-type is map"));
        } else if (items.isObject()) {
            keyProperties(keys, items);
        }
    }

    private void keyProperties(JsonNode keys, JsonNode items) {
        Set<String> seen = new HashSet<>();
        for (JsonNode key : keys) {
            String name = key.asText();
            JsonNode property = items.path("properties").path(name);
            String type = Json.textAt(property, "type");
            if (property.isMissingNode()) {
                errors.add(FieldError.invalid(
                        path + "." + KEYS, GoText.texts(keys, minor), "entries must all be names of item properties"));
            } else if (type.equals("array") || type.equals("object")) {
                errors.add(FieldError.invalid(
                        path + ".items.properties[" + name + "].type",
                        Json.textAt(items, "type"),
                        "must be a scalar type if parent array's x-kubernetes-list-type is map"));
            }
            if (!seen.add(name)) {
                errors.add(FieldError.invalid(
                        path + "." + KEYS, GoText.texts(keys, minor), "must not contain duplicate entries"));
            }
        }
    }

    /** Items that are told apart by their keys, or by themselves, must have them. */
    private void items() {
        JsonNode items = schema.path("items");
        String list = Json.textAt(schema, LIST_TYPE);
        if (!items.isObject() || !(list.equals("set") || list.equals("map"))) {
            return;
        }
        if (items.path("nullable").asBoolean()) {
            errors.add(FieldError.forbidden(
                    path + ".items.nullable", "cannot be nullable when x-kubernetes-list-type is " + list));
        }
        Set<String> required = new HashSet<>();
        items.path("required").forEach(name -> required.add(name.asText()));
        for (JsonNode key : list.equals("map") ? schema.path(KEYS) : Json.array()) {
            JsonNode property = items.path("properties").path(key.asText());
            String at = path + ".items.properties[" + key.asText() + "]";
            if (property.isObject() && !required.contains(key.asText()) && !property.hasNonNull("default")) {
                errors.add(FieldError.required(
                        at + ".default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                                + " property"));
            }
            if (property.path("nullable").asBoolean()) {
                errors.add(FieldError.forbidden(
                        at + ".nullable", "this property is in x-kubernetes-list-map-keys, so it cannot be nullable"));
            }
        }
    }
}
