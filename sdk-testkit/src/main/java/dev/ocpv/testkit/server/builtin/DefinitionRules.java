package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a definition of custom resources must be like, but for its schemas. */
final class DefinitionRules {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> COLUMN_FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final int WARNING_LIMIT = 256;

    private final ObjectNode definition;
    private final JsonNode spec;
    private final FieldErrors errors;

    DefinitionRules(ObjectNode definition, FieldErrors errors) {
        this.definition = definition;
        this.spec = definition.path("spec");
        this.errors = errors;
    }

    void check(@Nullable ObjectNode old) {
        name();
        group();
        if (old == null) {
            approval();
        }
        names();
        versions();
        conversion();
        new DefinitionSchemas(spec, errors).check();
        for (String part : List.of("additionalPrinterColumns", "subresources", "selectableFields")) {
            part(part);
        }
        stored();
        if (old != null) {
            immutable(old);
        }
    }

    private void name() {
        String wanted = Json.textAt(spec, "names", "plural") + "." + Json.textAt(spec, "group");
        String why = "must be spec.names.plural+\".\"+spec.group";
        String prefix = Json.textAt(definition, "metadata", "generateName");
        if (!prefix.isEmpty() && !prefix.equals(wanted)) {
            errors.invalid("metadata.generateName", prefix, why);
        }
        String name = Json.textAt(definition, "metadata", "name");
        if (!name.equals(wanted)) {
            errors.invalid("metadata.name", name, why);
        }
    }

    private void group() {
        String group = Json.textAt(spec, "group");
        if (group.isEmpty()) {
            errors.required("spec.group", "");
        } else {
            List<String> problems = NameRules.subdomain(group, false);
            problems.forEach(p -> errors.invalid("spec.group", group, p));
            if (problems.isEmpty() && !group.contains(".")) {
                errors.invalid("spec.group", group, "should be a domain with at least one dot");
            }
        }
        String scope = Json.textAt(spec, "scope");
        if (scope.isEmpty()) {
            errors.required("spec.scope", "");
        } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
            errors.notSupported("spec.scope", Json.text(scope), List.of("Cluster", "Namespaced"));
        }
        if (spec.path("preserveUnknownFields").asBoolean()) {
            errors.invalid(
                    "spec.preserveUnknownFields",
                    spec.path("preserveUnknownFields"),
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema"
                            + " instead");
        }
    }

    private void approval() {
        String group = Json.textAt(spec, "group");
        if (!group.endsWith(".k8s.io") && !group.endsWith(".kubernetes.io")) {
            return;
        }
        String key = "api-approved.kubernetes.io";
        String path = "metadata.annotations[" + key + "]";
        String given = Json.textAt(definition, "metadata", "annotations", key);
        if (given.isEmpty()) {
            errors.required(
                    path,
                    "protected groups must have approval annotation \"" + key
                            + "\", see https://github.com/kubernetes/enhancements/pull/1111");
        } else if (!given.startsWith("unapproved") && !given.matches("https?://[^/]+.*")) {
            errors.invalid(
                    path,
                    given,
                    "protected groups must have approval annotation \"" + key
                            + "\" with either a URL or a reason starting with \"unapproved\", see"
                            + " https://github.com/kubernetes/enhancements/pull/1111");
        }
    }

    private void names() {
        JsonNode names = spec.path("names");
        label("spec.names.plural", Json.textAt(names, "plural"), false);
        label("spec.names.singular", Json.textAt(names, "singular"), false);
        label("spec.names.kind", Json.textAt(names, "kind"), true);
        label("spec.names.listKind", Json.textAt(names, "listKind"), true);
        for (String list : List.of("shortNames", "categories")) {
            for (int i = 0; i < names.path(list).size(); i++) {
                label(
                        "spec.names." + list + "[" + i + "]",
                        names.path(list).get(i).asText(),
                        false);
            }
        }
        String kind = Json.textAt(names, "kind");
        if (!kind.isEmpty() && kind.equals(Json.textAt(names, "listKind"))) {
            errors.invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
        }
    }

    private void label(String path, String value, boolean mixedCase) {
        if (value.isEmpty()) {
            errors.required(path, "");
            return;
        }
        String checked = mixedCase ? value.toLowerCase(Locale.ROOT) : value;
        List<String> problems = NameRules.label1035(checked, false);
        if (mixedCase && !problems.isEmpty()) {
            errors.invalid(
                    path, value, "may have mixed case, but should otherwise match: " + String.join(",", problems));
        } else {
            problems.forEach(p -> errors.invalid(path, value, p));
        }
    }

    private void versions() {
        JsonNode versions = spec.path("versions");
        Set<String> names = new HashSet<>();
        boolean unique = true;
        int storages = 0;
        for (int i = 0; i < versions.size(); i++) {
            String name = Json.textAt(versions.get(i), "name");
            String path = "spec.versions[" + i + "]";
            unique &= names.add(name);
            storages += versions.get(i).path("storage").asBoolean() ? 1 : 0;
            NameRules.label1035(name, false).forEach(p -> errors.invalid(path + ".name", name, p));
            deprecation(versions.get(i), path);
        }
        JsonNode shown = versions.isArray() ? versions : Json.array();
        if (!unique) {
            errors.invalid("spec.versions", shown, "must contain unique version names");
        }
        if (storages != 1) {
            errors.invalid("spec.versions", shown, "must have exactly one version marked as storage version");
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
        }
        if (text.isEmpty()) {
            errors.invalid(field, text, "must not be an empty string");
        } else if (text.length() > WARNING_LIMIT) {
            errors.invalid(field, text, "must be <= " + WARNING_LIMIT + " UTF-8 encoded bytes");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                errors.invalid(
                        field,
                        text,
                        "must only contain printable UTF-8 characters; non-printable character found at index " + i);
                return;
            }
        }
    }

    private void conversion() {
        JsonNode conversion = spec.path("conversion");
        String strategy = Json.textAt(conversion, "strategy");
        JsonNode webhook = conversion.path("webhook");
        String client = "spec.conversion.webhookClientConfig";
        String reviews = "spec.conversion.conversionReviewVersions";
        JsonNode accepted = webhook.path("conversionReviewVersions");
        switch (strategy) {
            case "Webhook" -> {
                if (webhook.path("clientConfig").isMissingNode()) {
                    errors.required(client, "required when strategy is set to Webhook");
                }
                if (accepted.isEmpty()) {
                    errors.required(reviews, "");
                } else {
                    boolean known = false;
                    for (JsonNode version : accepted) {
                        known |= version.asText().equals("v1")
                                || version.asText().equals("v1beta1");
                    }
                    if (!known) {
                        errors.invalid(reviews, accepted, "must include at least one of v1, v1beta1");
                    }
                }
            }
            case "None" -> {
                String why = "should not be set when strategy is not set to Webhook";
                if (!webhook.path("clientConfig").isMissingNode()) {
                    errors.forbidden(client, why);
                }
                if (!accepted.isEmpty()) {
                    errors.forbidden(reviews, why);
                }
            }
            case "" -> errors.required("spec.conversion.strategy", "");
            default -> errors.notSupported("spec.conversion.strategy", Json.text(strategy), List.of("None", "Webhook"));
        }
    }

    /** What all versions say alike is checked, and named, once. */
    private void part(String part) {
        JsonNode versions = spec.path("versions");
        boolean shared = true;
        for (JsonNode version : versions) {
            shared &= version.path(part).equals(versions.get(0).path(part));
        }
        for (int i = 0; i < (shared ? Math.min(1, versions.size()) : versions.size()); i++) {
            String path = (shared ? "spec." : "spec.versions[" + i + "].") + part;
            JsonNode value = versions.get(i).path(part);
            JsonNode schema = versions.get(i).path("schema").path("openAPIV3Schema");
            switch (part) {
                case "additionalPrinterColumns" -> columns(value, path);
                case "subresources" -> scale(value.path("scale"), path + ".scale");
                default -> selectable(value, schema, path);
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
            if (Json.textAt(column, "jsonPath").isEmpty()) {
                errors.required(at + ".JSONPath", "");
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
        if (scale.isMissingNode()) {
            return;
        }
        path(scale, "specReplicasPath", path, List.of(".spec."), "should be a json path under .spec");
        path(scale, "statusReplicasPath", path, List.of(".status."), "should be a json path under .status");
        if (scale.has("labelSelectorPath")
                && !Json.textAt(scale, "labelSelectorPath").isEmpty()) {
            path(
                    scale,
                    "labelSelectorPath",
                    path,
                    List.of(".spec.", ".status."),
                    "should be a json path under either .spec or .status");
        }
    }

    private void path(JsonNode scale, String field, String path, List<String> below, String why) {
        String value = Json.textAt(scale, field);
        if (value.isEmpty()) {
            errors.required(path + "." + field, "");
        } else if (!value.startsWith(".") || value.contains("[")) {
            errors.invalid(path + "." + field, value, "must be a simple json path starting with .");
        } else if (below.stream().noneMatch(value::startsWith)) {
            errors.invalid(path + "." + field, value, why);
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
            if (!known.add(json)) {
                errors.duplicate(at, Json.text(json));
                continue;
            }
            JsonNode found = schema;
            String plain = json.startsWith(".") ? json.substring(1) : json;
            for (String step : plain.split("\\.", -1)) {
                found = found.path("properties").path(step);
            }
            if (found.isMissingNode()) {
                errors.invalid(at, json, "is an invalid path: does not refer to a valid field");
            } else if (!List.of("string", "boolean", "integer").contains(Json.textAt(found, "type"))) {
                errors.invalid(
                        at,
                        json,
                        "must point to a field of type string, boolean or integer. Enum string fields and strings with"
                                + " formats are allowed.");
            }
        }
    }

    private void stored() {
        JsonNode stored = definition.path("status").path("storedVersions");
        if (stored.isEmpty()) {
            errors.invalid("status.storedVersions", NullNode.getInstance(), "must have at least one stored version");
        }
        Set<String> names = new HashSet<>();
        spec.path("versions").forEach(version -> names.add(Json.textAt(version, "name")));
        for (int i = 0; i < stored.size(); i++) {
            String name = stored.get(i).asText();
            if (!names.contains(name)) {
                errors.invalid(
                        "status.storedVersions[" + i + "]",
                        name,
                        "missing from spec.versions; " + name
                                + " was previously a storage version, and must remain in spec.versions until a storage"
                                + " migration ensures no data remains persisted in " + name
                                + " and removes " + name + " from status.storedVersions");
            }
        }
    }

    private void immutable(ObjectNode old) {
        immutable(old, "group");
        boolean established = false;
        for (JsonNode condition : old.path("status").path("conditions")) {
            established |= Json.textAt(condition, "type").equals("Established")
                    && Json.textAt(condition, "status").equals("True");
        }
        if (established) {
            immutable(old, "scope");
            immutable(old, "names", "kind");
        }
        immutable(old, "names", "plural");
    }

    private void immutable(ObjectNode old, String... path) {
        JsonNode now = Json.at(spec, path);
        if (!now.equals(Json.at(old.path("spec"), path))) {
            errors.invalid("spec." + String.join(".", path), now, "field is immutable");
        }
    }
}
