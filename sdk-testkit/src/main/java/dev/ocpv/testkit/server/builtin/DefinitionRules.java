package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a definition of custom resources must be like, but for its schemas. */
final class DefinitionRules {
    private final ObjectNode definition;
    private final JsonNode spec;
    private final FieldErrors errors;

    DefinitionRules(ObjectNode definition, FieldErrors errors) {
        this.definition = definition;
        this.spec = definition.path("spec");
        this.errors = errors;
    }

    void check(@Nullable ObjectNode old) {
        if (old == null) {
            name();
        }
        DefinitionSchemas schemas =
                new DefinitionSchemas(old == null ? Json.missing() : old.path("spec"), errors.minor());
        DefinitionVersions versions = new DefinitionVersions(spec, errors, schemas);
        group();
        defaults();
        versions.check();
        names();
        versions.checkCommon();
        conversion();
        if (old != null) {
            immutable(old);
        }
        status(definition, errors);
        stored();
        approval(old);
        preserve(old);
    }

    /** Checks what a write of the status can break. */
    static void status(ObjectNode definition, FieldErrors errors) {
        words(definition.path("status").path("acceptedNames"), "status.acceptedNames", errors);
    }

    private void name() {
        String wanted = Json.textAt(spec, "names", "plural") + "." + Json.textAt(spec, "group");
        String why = "must be spec.names.plural+\".\"+spec.group";
        String prefix = Json.textAt(definition, "metadata", "generateName");
        if (!prefix.isEmpty() && !prefix.equals(wanted)) {
            errors.invalid("metadata.generateName", prefix, why);
        }
        String name = Json.textAt(definition, "metadata", "name");
        if (!name.isEmpty() && !name.equals(wanted)) {
            errors.invalid("metadata.name", name, why);
        }
    }

    private void group() {
        String group = Json.textAt(spec, "group");
        if (group.isEmpty()) {
            errors.required("spec.group", "");
        } else {
            List<String> problems = NameRules.subdomain(group, false);
            if (!problems.isEmpty()) {
                errors.invalid("spec.group", group, String.join(",", problems));
            } else if (!group.contains(".")) {
                errors.invalid("spec.group", group, "should be a domain with at least one dot");
            }
        }
        String scope = Json.textAt(spec, "scope");
        if (scope.isEmpty()) {
            errors.required("spec.scope", "");
        } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
            errors.notSupported("spec.scope", Json.text(scope), List.of("Cluster", "Namespaced"));
        }
    }

    private void defaults() {
        boolean[] any = {false};
        for (JsonNode version : spec.path("versions")) {
            Schemas.visit(
                    version.path("schema").path("openAPIV3Schema"), schema -> any[0] |= schema.hasNonNull("default"));
        }
        if (any[0] && spec.path("preserveUnknownFields").asBoolean()) {
            errors.invalid(
                    "spec.preserveUnknownFields",
                    spec.path("preserveUnknownFields"),
                    "must be false in order to use defaults in the schema");
        }
    }

    private void conversion() {
        JsonNode conversion = spec.path("conversion");
        if (conversion.isObject()
                && !Json.textAt(conversion, "strategy").equals("None")
                && spec.path("preserveUnknownFields").asBoolean()) {
            errors.invalid(
                    "spec.conversion.strategy",
                    Json.textAt(conversion, "strategy"),
                    "must be None if spec.preserveUnknownFields is true");
        }
        new ConversionRules(errors).check(conversion);
    }

    private void preserve(@Nullable ObjectNode old) {
        boolean before =
                old != null && old.path("spec").path("preserveUnknownFields").asBoolean();
        if (!before && spec.path("preserveUnknownFields").asBoolean()) {
            errors.invalid(
                    "spec.preserveUnknownFields",
                    spec.path("preserveUnknownFields"),
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema"
                            + " instead");
        }
    }

    private void approval(@Nullable ObjectNode old) {
        if (!Approval.isNeededIn(Json.textAt(spec, "group"))) {
            return;
        }
        String given = Json.textAt(definition, "metadata", "annotations", Approval.ANNOTATION);
        Approval state = Approval.of(given);
        if (old != null && state == Approval.of(Json.textAt(old, "metadata", "annotations", Approval.ANNOTATION))) {
            return;
        }
        String path = "metadata.annotations[" + Approval.ANNOTATION + "]";
        switch (state) {
            case MISSING -> errors.required(path, state.words(given));
            case INVALID -> errors.invalid(path, given, state.words(given));
            default -> {}
        }
    }

    private void names() {
        JsonNode names = spec.path("names");
        for (String name : List.of("plural", "singular", "kind", "listKind")) {
            if (Json.textAt(names, name).isEmpty()) {
                errors.required("spec.names." + name, "");
            }
        }
        words(names, "spec.names", errors);
    }

    private static void words(JsonNode names, String path, FieldErrors errors) {
        for (String name : List.of("plural", "singular", "kind", "listKind")) {
            label(path + "." + name, Json.textAt(names, name), errors);
        }
        for (String list : List.of("shortNames", "categories")) {
            for (int i = 0; i < names.path(list).size(); i++) {
                String value = names.path(list).get(i).asText();
                List<String> problems = NameRules.label1035(value, false);
                if (!problems.isEmpty()) {
                    errors.invalid(path + "." + list + "[" + i + "]", value, String.join(",", problems));
                }
            }
            String kind = Json.textAt(names, "kind");
            if (list.equals("shortNames") && !kind.isEmpty() && kind.equals(Json.textAt(names, "listKind"))) {
                errors.invalid(path + ".listKind", kind, "kind and listKind may not be the same");
            }
        }
    }

    private static void label(String path, String value, FieldErrors errors) {
        if (value.isEmpty()) {
            return;
        }
        boolean mixedCase = path.endsWith("ind");
        List<String> problems = NameRules.label1035(mixedCase ? value.toLowerCase(Locale.ROOT) : value, false);
        if (!problems.isEmpty()) {
            String words = mixedCase ? "may have mixed case, but should otherwise match: " : "";
            errors.invalid(path, value, words + String.join(",", problems));
        }
    }

    private void stored() {
        JsonNode stored = definition.path("status").path("storedVersions");
        if (stored.isEmpty()) {
            errors.invalid(
                    "status.storedVersions",
                    errors.minor() < 34 ? GoText.verbatim("[]string(nil)") : NullNode.getInstance(),
                    "must have at least one stored version");
            return;
        }
        Set<String> left = new HashSet<>();
        stored.forEach(name -> left.add(name.asText()));
        for (JsonNode version : spec.path("versions")) {
            String name = Json.textAt(version, "name");
            // a version that stands twice is found only once
            if (!left.remove(name) && version.path("storage").asBoolean()) {
                errors.invalid(
                        "status.storedVersions",
                        GoText.texts(stored, errors.minor()),
                        "must have the storage version " + name);
            }
        }
        for (int i = 0; i < stored.size(); i++) {
            String name = stored.get(i).asText();
            if (left.contains(name)) {
                errors.invalid("status.storedVersions[" + i + "]", name, missing(name));
            }
        }
    }

    private String missing(String name) {
        if (errors.minor() < 33) {
            return "must appear in spec.versions";
        }
        return "missing from spec.versions; " + name + " was previously a storage version, and must remain in"
                + " spec.versions until a storage migration ensures no data remains persisted in " + name
                + " and removes " + name + " from status.storedVersions";
    }

    private void immutable(ObjectNode old) {
        boolean established = false;
        for (JsonNode condition : old.path("status").path("conditions")) {
            established |= Json.textAt(condition, "type").equals("Established")
                    && Json.textAt(condition, "status").equals("True");
        }
        if (established) {
            immutable(old, "scope");
            immutable(old, "names", "kind");
        }
        immutable(old, "group");
        immutable(old, "names", "plural");
    }

    private void immutable(ObjectNode old, String... path) {
        JsonNode now = Json.at(spec, path);
        if (!now.equals(Json.at(old.path("spec"), path))) {
            errors.invalid("spec." + String.join(".", path), now, "field is immutable");
        }
    }
}
