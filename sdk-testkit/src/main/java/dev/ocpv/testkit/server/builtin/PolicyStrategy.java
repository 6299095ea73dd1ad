package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.cel.AdmissionCompiler;
import dev.ocpv.testkit.server.cel.AdmissionCompiler.Result;
import dev.ocpv.testkit.server.cel.Names;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Policies that say in expressions which writes are refused. */
final class PolicyStrategy extends BuiltinStrategy {
    private static final List<String> REASONS = List.of("Forbidden", "Invalid", "RequestEntityTooLarge");
    private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
    private static final int MOST_ANNOTATIONS = 20;
    private static final int LONGEST_ANNOTATION = 5 * 1024;

    /** From this minor on, wrong names of variables and wrong messages are refused in other words. */
    private static final int NEW_WORDS = 34;

    PolicyStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        spec(object, true, errors);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (call.subresource().equals("status")) {
            status(Part.of(object, typeName(), errors).at("status"));
        } else {
            JsonNode before = old.path("spec");
            JsonNode now = object.path("spec");
            boolean sameConditions = before.path("paramKind").equals(now.path("paramKind"))
                    && before.path("matchConditions").equals(now.path("matchConditions"));
            spec(object, !sameConditions, errors);
        }
    }

    private static void spec(ObjectNode object, boolean conditions, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        AdmissionRules.oneOf(spec.path("failurePolicy"), "spec.failurePolicy", AdmissionRules.FAILURE_POLICIES, errors);
        boolean params = spec.path("paramKind").isObject();
        if (params) {
            paramKind(spec.path("paramKind"), errors);
        }
        JsonNode match = spec.path("matchConstraints");
        if (match.isObject()) {
            AdmissionRules.matchResources(match, "spec.matchConstraints", errors);
            if (Json.isEmpty(match.path("resourceRules"))) {
                errors.required("spec.matchConstraints.resourceRules", "");
            }
        } else {
            errors.required("spec.matchConstraints", "");
        }
        if (conditions) {
            AdmissionRules.conditions(spec.path("matchConditions"), "spec.matchConditions", params, errors);
        }
        expressions(object, spec, params, errors);
    }

    @Override
    void prepareStatus(Call call, ObjectNode object, ObjectNode old) {
        super.prepareStatus(call, object, old);
        ObjectNode metadata = Json.objectAt(object, "metadata");
        for (String field : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
            keep(field, metadata, Json.objectAt(old, "metadata"));
        }
    }

    @Override
    Set<String> resetFields(String subresource) {
        return subresource.equals("status") ? Set.of("spec", "metadata") : super.resetFields(subresource);
    }

    private static void status(Part status) {
        for (Part warning : status.at("typeChecking", "expressionWarnings").items()) {
            warning.at("warning").present();
            if (warning.at("fieldRef").text().isBlank()) {
                warning.at("fieldRef").required("");
            }
        }
        ConditionRules.check(status.at("conditions"));
    }

    private static void paramKind(JsonNode kind, FieldErrors errors) {
        String apiVersion = Json.textAt(kind, "apiVersion");
        String[] parts = apiVersion.split("/", -1);
        if (apiVersion.isEmpty()) {
            errors.required("spec.paramKind.apiVersion", "");
        } else if (parts.length > 2) {
            errors.invalid("spec.paramKind.apiVersion", apiVersion, "unexpected GroupVersion string: " + apiVersion);
        } else {
            String group = parts.length == 2 ? parts[0] : "";
            String version = parts[parts.length - 1];
            if (!group.isEmpty()) {
                joined("spec.paramKind.apiVersion", group, NameRules.subdomain(group, false), errors);
            }
            if (version.isEmpty()) {
                errors.invalid("spec.paramKind.apiVersion", apiVersion, "version must be specified");
            } else {
                joined("spec.paramKind.apiVersion", version, NameRules.label1035(version, false), errors);
            }
        }
        String name = Json.textAt(kind, "kind");
        if (name.isEmpty()) {
            errors.required("spec.paramKind.kind", "");
        } else {
            List<String> problems = NameRules.label1035(name.toLowerCase(Locale.ROOT), false);
            if (!problems.isEmpty()) {
                errors.invalid(
                        "spec.paramKind.kind",
                        name,
                        "may have mixed case, but should otherwise match: " + String.join(",", problems));
            }
        }
    }

    private static void joined(String path, String value, List<String> problems, FieldErrors errors) {
        if (!problems.isEmpty()) {
            errors.invalid(path, value, String.join(",", problems));
        }
    }

    private static void expressions(ObjectNode object, JsonNode spec, boolean params, FieldErrors errors) {
        JsonNode variables = spec.path("variables");
        AdmissionCompiler compiler = new AdmissionCompiler(errors.minor(), params, !variables.isEmpty());
        for (int i = 0; i < variables.size(); i++) {
            variable(compiler, variables.get(i), "spec.variables[" + i + "]", errors);
        }
        JsonNode validations = spec.path("validations");
        JsonNode annotations = spec.path("auditAnnotations");
        if (validations.isEmpty() && annotations.isEmpty()) {
            for (String list : List.of("validations", "auditAnnotations")) {
                errors.required("spec." + list, "validations or auditAnnotations must contain at least one item");
            }
        }
        for (int i = 0; i < validations.size(); i++) {
            validation(compiler, validations.get(i), "spec.validations[" + i + "]", errors);
        }
        if (annotations.size() > MOST_ANNOTATIONS) {
            errors.invalid(
                    "spec.auditAnnotations",
                    GoValues.shown(
                            annotations, GoType.parse("[]admissionregistration.AuditAnnotation"), errors.minor()),
                    "must not have more than " + MOST_ANNOTATIONS + " auditAnnotations");
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < annotations.size(); i++) {
            String at = "spec.auditAnnotations[" + i + "]";
            String key = Json.textAt(annotations.get(i), "key");
            String name = Json.textAt(object, "metadata", "name");
            String qualified = name + "/" + key;
            if (name.isEmpty()) {
                errors.invalid(at + ".key", key, "requires metadata.name be non-empty");
            } else {
                NameRules.qualifiedName(qualified, errors.minor())
                        .forEach(problem -> errors.invalid(at + ".key", qualified, problem));
            }
            annotation(compiler, annotations.get(i), at + ".valueExpression", errors);
            if (!keys.add(key)) {
                errors.duplicate(at + ".key", Json.text(key));
            }
        }
    }

    private static void variable(AdmissionCompiler compiler, JsonNode variable, String path, FieldErrors errors) {
        String name = Json.textAt(variable, "name");
        if (name.isBlank()) {
            errors.required(path + ".name", "name is not specified");
        } else if (!IDENTIFIER.matcher(name).matches() || Names.isReserved(name)) {
            errors.invalid(
                    path + ".name",
                    name,
                    errors.minor() >= NEW_WORDS
                            ? "must be a valid CEL identifier"
                            : "name is not a valid CEL identifier");
        }
        String expression = Json.textAt(variable, "expression");
        if (expression.isBlank()) {
            errors.required(path + ".expression", "expression is not specified");
        } else {
            AdmissionRules.compiled(compiler.variable(name, expression), path + ".expression", errors);
        }
    }

    private static void validation(AdmissionCompiler compiler, JsonNode validation, String path, FieldErrors errors) {
        String expression = Json.textAt(validation, "expression");
        if (expression.isBlank()) {
            errors.required(path + ".expression", "expression is not specified");
        } else {
            AdmissionRules.compiled(compiler.compile(expression, Result.BOOL), path + ".expression", errors);
        }
        String said = Json.textAt(validation, "messageExpression");
        if (!said.isEmpty() && said.isBlank()) {
            errors.invalid(path + ".messageExpression", said, "must be non-empty if specified");
        } else if (!said.isBlank()) {
            AdmissionRules.compiled(compiler.message(said), path + ".messageExpression", errors);
        }
        message(Json.textAt(validation, "message"), path + ".message", errors);
        AdmissionRules.oneOf(validation.path("reason"), path + ".reason", REASONS, errors);
    }

    private static void message(String message, String path, FieldErrors errors) {
        String start = errors.minor() < NEW_WORDS ? "message " : "";
        if (!message.isEmpty() && message.isBlank()) {
            errors.invalid(path, message, start + "must be non-empty if specified");
        } else if (hasLineBreaks(message.strip())) {
            errors.invalid(path, message, start + "must not contain line breaks");
        }
    }

    private static boolean hasLineBreaks(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    private static void annotation(AdmissionCompiler compiler, JsonNode annotation, String path, FieldErrors errors) {
        String expression = Json.textAt(annotation, "valueExpression").strip();
        if (expression.isEmpty()) {
            errors.required(path, "valueExpression is not specified");
        } else if (expression.length() > LONGEST_ANNOTATION) {
            errors.required(path, "must not exceed " + LONGEST_ANNOTATION + " bytes in length");
        } else {
            AdmissionRules.compiled(compiler.compile(expression, Result.TEXT_OR_NULL), path, errors);
        }
    }
}
