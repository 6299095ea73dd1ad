package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.cel.RuleChecks;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a schema of a definition must be like: structural, with defaults that fit and rules that can be run. */
final class DefinitionSchemas {
    private static final List<String> ROOT_WORDS = List.of(
            "description",
            "type",
            "format",
            "title",
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
            "required",
            "items",
            "properties",
            "externalDocs",
            "example",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-validations");
    private static final String ROOT_NAMES = "[Description Type Format Title Maximum ExclusiveMaximum Minimum"
            + " ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items"
            + " Properties ExternalDocs Example XPreserveUnknownFields XValidations]";

    private final int minor;
    private final Set<String> known = new HashSet<>();
    private final Set<JsonNode> unchanged = new HashSet<>();

    /** @param old the spec that is stored; a missing node on create */
    DefinitionSchemas(JsonNode old, int minor) {
        this.minor = minor;
        for (JsonNode version : old.path("versions")) {
            JsonNode schema = version.path("schema").path("openAPIV3Schema");
            unchanged.add(schema);
            Schemas.visit(
                    schema,
                    node -> node.path("x-kubernetes-validations").forEach(rule -> {
                        known.add(Json.textAt(rule, "rule"));
                        known.add(Json.textAt(rule, "messageExpression"));
                    }));
        }
    }

    /**
     * {@return what is wrong with one schema}
     *
     * @param path where it stands
     * @param status whether the status is a subresource, which leaves less to say at the root
     */
    List<FieldError> check(JsonNode schema, String path, boolean status) {
        List<FieldError> errors = new ArrayList<>();
        if (status) {
            root(schema, path, errors);
        }
        if (schema.path("nullable").asBoolean()) {
            errors.add(FieldError.forbidden(path + ".nullable", "nullable cannot be true at the root"));
        }
        boolean structural = StructuralRules.isReadable(schema);
        StructuralSchema compiled = StructuralSchema.compile(schema, minor);
        if (structural) {
            List<FieldError> found = StructuralRules.check(schema, path, minor);
            if (found.isEmpty()) {
                found = DefaultRules.check(compiled, path, minor);
            }
            errors.addAll(found);
            structural = found.isEmpty();
        }
        List<FieldError> words = OpenApiRules.check(schema, path, minor);
        errors.addAll(words);
        if (errors.isEmpty() && !StructuralRules.isReadable(schema)) {
            errors.add(FieldError.invalid(path, "", "OpenAPIV3Schema 'schema' is not supported"));
        }
        if (structural) {
            Predicate<String> broken =
                    at -> words.stream().anyMatch(error -> error.field().startsWith(at));
            errors.addAll(RuleChecks.check(
                    compiled, path, minor, new RuleChecks.Before(known::contains, unchanged.contains(schema), broken)));
        }
        return errors;
    }

    private void root(JsonNode schema, String path, List<FieldError> errors) {
        String type = Json.textAt(schema, "type");
        if (!type.isEmpty() && !type.equals("object")) {
            errors.add(FieldError.invalid(
                    path + ".type",
                    type,
                    "only \"object\" is allowed as the type at the root of the schema if the status subresource is"
                            + " enabled"));
            return;
        }
        for (Map.Entry<String, JsonNode> word : schema.properties()) {
            boolean given =
                    word.getKey().equals("default") ? !word.getValue().isNull() : !Json.isEmpty(word.getValue());
            if (given && !ROOT_WORDS.contains(word.getKey())) {
                errors.add(FieldError.invalid(
                        path,
                        GoDefinitions.schema(schema, minor),
                        "only " + ROOT_NAMES
                                + " fields are allowed at the root of the schema if the status subresource is"
                                + " enabled"));
                return;
            }
        }
    }
}
