package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the versions of a definition must be like. */
final class DefinitionVersions {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> COLUMN_FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final int WARNING_LIMIT = 256;
    private static final int MOST_SELECTABLE = 8;

    private final JsonNode spec;
    private final DefinitionShape shape;
    private final FieldErrors errors;
    private final DefinitionSchemas schemas;

    DefinitionVersions(JsonNode spec, FieldErrors errors, DefinitionSchemas schemas) {
        this.spec = spec;
        this.shape = DefinitionShape.of(spec);
        this.errors = errors;
        this.schemas = schemas;
    }

    /** Checks what the versions say of their own, and how they go together. */
    void check() {
        JsonNode versions = shape.versions();
        for (int i = 0; i < versions.size(); i++) {
            if (!versions.get(i).path("schema").path("openAPIV3Schema").isObject()) {
                errors.required(
                        "spec.versions[" + i + "].schema.openAPIV3Schema",
                        errors.minor() < 34 ? "schemas are required" : "");
            }
        }
        Set<String> names = new HashSet<>();
        int storages = 0;
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            names.add(Json.textAt(version, "name"));
            storages += version.path("storage").asBoolean() ? 1 : 0;
            version(version, "spec.versions[" + i + "]");
        }
        if (names.size() < versions.size()) {
            versions("must contain unique version names");
        }
        if (storages != 1) {
            versions("must have exactly one version marked as storage version");
        }
        String first = Json.textAt(versions.path(0), "name");
        if (!first.isEmpty()) {
            name(first, "spec.version");
        }
    }

    private void versions(String why) {
        JsonNode shown = GoDefinitions.versions(shape, errors.minor());
        if (!spec.path("versions").isArray()) {
            shown = errors.minor() >= 34
                    ? NullNode.getInstance()
                    : GoText.verbatim("[]apiextensions.CustomResourceDefinitionVersion(nil)");
        }
        errors.invalid("spec.versions", shown, why);
    }

    private void name(String name, String path) {
        List<String> problems = NameRules.label1035(name, false);
        if (!problems.isEmpty()) {
            errors.invalid(path, name, String.join(",", problems));
        }
    }

    private void version(JsonNode version, String path) {
        name(Json.textAt(version, "name"), path + ".name");
        deprecation(version, path);
        JsonNode schema = version.path("schema").path("openAPIV3Schema");
        if (shape.own(version, "schema").isObject()) {
            schema(schema, path + ".schema.openAPIV3Schema", shape.hasStatus(version));
        }
        scale(shape.own(version, "subresources").path("scale"), path + ".subresources.scale");
        columns(shape.own(version, "additionalPrinterColumns"), path + ".additionalPrinterColumns");
        JsonNode selectable = shape.own(version, "selectableFields");
        if (!selectable.isEmpty()
                && !shape.own(version, "schema").path("openAPIV3Schema").isObject()) {
            errors.invalid(
                    path + ".selectableFields",
                    "",
                    errors.minor() < 34
                            ? "selectableFields may only be set when version.schema.openAPIV3Schema is not included"
                            : "may only be set when `version.schema.openAPIV3Schema` is not included");
        } else {
            selectable(selectable, schema, path + ".selectableFields");
        }
    }

    /** Checks what all versions say alike, which is named once. */
    void checkCommon() {
        JsonNode schema = shape.common("schema").path("openAPIV3Schema");
        schema(schema, "spec.validation.openAPIV3Schema", shape.anyStatus());
        scale(shape.common("subresources").path("scale"), "spec.subresources.scale");
        columns(shape.common("additionalPrinterColumns"), "spec.additionalPrinterColumns");
        JsonNode selectable = shape.common("selectableFields");
        if (!selectable.isEmpty() && !shape.common("schema").isObject()) {
            errors.invalid(
                    "spec.selectableFields",
                    "",
                    errors.minor() < 34
                            ? "selectableFields may only be set when validations.schema is included"
                            : "may only be set when validations.schema is included");
        } else {
            selectable(selectable, schema, "spec.selectableFields");
        }
    }

    private void schema(JsonNode schema, String path, boolean status) {
        if (schema.isObject()) {
            errors.addAll(schemas.check(schema, path, status));
        }
    }

    private void deprecation(JsonNode version, String path) {
        JsonNode warning = version.path("deprecationWarning");
        if (!warning.isTextual()) {
            return;
        }
        String text = warning.textValue();
        String field = path + ".deprecationWarning";
        if (!version.path("deprecated").asBoolean()) {
            errors.invalid(field, text, "can only be set for deprecated versions");
            return;
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > WARNING_LIMIT) {
            errors.invalid(field, text, "must be <= " + WARNING_LIMIT + " characters long");
        }
        if (text.isEmpty()) {
            errors.invalid(field, text, "must not be an empty string");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                int bytes = text.substring(0, i).getBytes(StandardCharsets.UTF_8).length;
                errors.invalid(
                        field,
                        text,
                        "must only contain printable UTF-8 characters; non-printable character found at index "
                                + bytes);
                return;
            }
        }
    }

    private void columns(JsonNode columns, String path) {
        for (int i = 0; i < columns.size(); i++) {
            JsonNode column = columns.get(i);
            String at = path + "[" + i + "]";
            if (Json.textAt(column, "name").isEmpty()) {
                errors.required(at + ".name", "");
            }
            oneOf(Json.textAt(column, "type"), at + ".type", COLUMN_TYPES, true);
            oneOf(Json.textAt(column, "format"), at + ".format", COLUMN_FORMATS, false);
            String json = Json.textAt(column, "jsonPath");
            if (json.isEmpty()) {
                errors.required(at + ".JSONPath", "");
            } else if (!json.startsWith(".")) {
                errors.invalid(at + ".JSONPath", json, "must be a simple json path starting with .");
            }
        }
    }

    private void oneOf(String value, String path, List<String> allowed, boolean required) {
        String why = "must be one of " + String.join(",", allowed);
        if (value.isEmpty() && required) {
            errors.required(path, why);
        } else if (!value.isEmpty() && !allowed.contains(value)) {
            errors.invalid(path, value, why);
        }
    }

    private void scale(JsonNode scale, String path) {
        if (!scale.isObject()) {
            return;
        }
        path(scale, path + ".specReplicasPath", List.of(".spec."), "should be a json path under .spec");
        path(scale, path + ".statusReplicasPath", List.of(".status."), "should be a json path under .status");
        if (!Json.textAt(scale, "labelSelectorPath").isEmpty()) {
            path(
                    scale,
                    path + ".labelSelectorPath",
                    List.of(".spec.", ".status."),
                    "should be a json path under either .spec or .status");
        }
    }

    private void path(JsonNode scale, String at, List<String> below, String why) {
        String value = Json.textAt(scale, at.substring(at.lastIndexOf('.') + 1));
        if (value.isEmpty()) {
            errors.required(at, "");
        } else if (!value.startsWith(".")) {
            errors.invalid(at, value, "must be a simple json path starting with .");
        } else if (below.stream().noneMatch(value::startsWith)) {
            errors.invalid(at, value, why);
        }
    }

    private void selectable(JsonNode fields, JsonNode schema, String path) {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String json = Json.textAt(fields.get(i), "jsonPath");
            String at = path + "[" + i + "].jsonPath";
            if (json.isEmpty()) {
                errors.required(at, "");
                continue;
            }
            SelectablePath found = SelectablePath.of(json, schema);
            if (!found.problem().isEmpty()) {
                errors.invalid(at, json, "is an invalid path: " + found.problem());
                continue;
            }
            if (found.name().equals("metadata") || found.name().startsWith("metadata.")) {
                errors.invalid(at, json, "must not point to fields in metadata");
            }
            if (!List.of("string", "boolean", "integer").contains(Json.textAt(found.schema(), "type"))) {
                errors.invalid(
                        at,
                        json,
                        "must point to a field of type string, boolean or integer. Enum string fields and strings with"
                                + " formats are allowed.");
            }
            if (!known.add(found.name())) {
                errors.duplicate(at, Json.text(json));
            }
        }
        if (known.size() > MOST_SELECTABLE) {
            errors.add(FieldError.tooMany(path, known.size(), MOST_SELECTABLE, errors.minor()));
        }
    }
}
