package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.schema.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong with the rules of one schema node before anybody tries to compile them. */
public final class RuleWords {
    private static final Set<String> REASONS =
            Set.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

    private final int minor;
    private final List<FieldError> errors = new ArrayList<>();

    private RuleWords(int minor) {
        this.minor = minor;
    }

    /**
     * Checks the rules of this node alone.
     *
     * @param path where the schema stands in the definition
     */
    public static List<FieldError> check(StructuralSchema schema, String path, int minor) {
        var words = new RuleWords(minor);
        for (int i = 0; i < schema.validations().size(); i++) {
            var at = path + ".x-kubernetes-validations[" + i + "]";
            var rule = schema.validations().get(i);
            words.rule(rule, at);
            words.reason(
                    schema.source().path("x-kubernetes-validations").path(i).path("reason"), at);
            words.fieldPath(rule, schema, at);
        }
        return words.errors;
    }

    private void rule(ValidationRule rule, String at) {
        var message = rule.message().strip();
        if (rule.rule().isBlank()) {
            errors.add(FieldError.required(at + ".rule", "rule is not specified"));
        } else if (!rule.message().isEmpty() && message.isEmpty()) {
            invalid(at, "message", rule.message(), "must be non-empty if specified");
        } else if (hasLineBreaks(message)) {
            invalid(at, "message", rule.message(), "must not contain line breaks");
        } else if (hasLineBreaks(rule.rule().strip()) && message.isEmpty()) {
            errors.add(FieldError.required(at + ".message", "message must be specified if rule contains line breaks"));
        }
        if (!rule.messageExpression().isEmpty() && rule.messageExpression().isBlank()) {
            errors.add(
                    FieldError.required(at + ".messageExpression", "messageExpression must be non-empty if specified"));
        }
    }

    private void reason(JsonNode reason, String at) {
        if (reason.isTextual() && !REASONS.contains(reason.textValue())) {
            errors.add(FieldError.notSupported(
                    at + ".reason", reason, REASONS.stream().sorted().toList()));
        }
    }

    private void fieldPath(ValidationRule rule, StructuralSchema schema, String at) {
        var path = rule.fieldPath();
        if (path.isEmpty()) {
            return;
        }
        if (path.isBlank()) {
            invalid(at, "fieldPath", path, "must be non-empty if specified");
        }
        if (hasLineBreaks(path)) {
            invalid(at, "fieldPath", path, "must not contain line breaks");
        }
        if (FieldPaths.normalized(path, schema).isEmpty()) {
            invalid(at, "fieldPath", path, "must be a valid path");
        }
    }

    /** Up to Kubernetes 1.33 the words say again which field is meant. */
    private void invalid(String at, String field, String value, String why) {
        errors.add(FieldError.invalid(at + "." + field, value, minor < 34 ? field + " " + why : why));
    }

    private static boolean hasLineBreaks(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
