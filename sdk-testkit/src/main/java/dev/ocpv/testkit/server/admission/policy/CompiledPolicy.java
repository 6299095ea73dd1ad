package dev.ocpv.testkit.server.admission.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.match.Conditions;
import dev.ocpv.testkit.server.cel.AdmissionCompiler;
import dev.ocpv.testkit.server.cel.AdmissionCompiler.Result;
import dev.ocpv.testkit.server.cel.AdmissionExpression;
import dev.ocpv.testkit.server.cel.AdmissionExpression.FailedException;
import dev.ocpv.testkit.server.cel.AdmissionScope;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy whose expressions are ready to be evaluated. */
final class CompiledPolicy {
    private static final int LONGEST_MESSAGE = 5 * 1024;

    private final ObjectNode source;
    private final Conditions conditions;
    private final Map<String, AdmissionExpression> variables = new LinkedHashMap<>();
    private final List<Validation> validations = new ArrayList<>();
    private final List<AdmissionExpression> annotations = new ArrayList<>(0);

    CompiledPolicy(ObjectNode source, int minor) {
        this.source = source;
        boolean params = spec().path("paramKind").isObject();
        conditions = new Conditions(spec().path("matchConditions"), minor, params);
        JsonNode declared = spec().path("variables");
        AdmissionCompiler compiler = new AdmissionCompiler(minor, params, !declared.isEmpty());
        for (JsonNode variable : declared) {
            String name = Json.textAt(variable, "name");
            variables.put(name, compiler.variable(name, Json.textAt(variable, "expression")));
        }
        spec().path("validations").forEach(validation -> validations.add(Validation.of(compiler, validation)));
        for (JsonNode annotation : spec().path("auditAnnotations")) {
            String expression = Json.textAt(annotation, "valueExpression").strip();
            annotations.add(compiler.compile(expression, Result.TEXT_OR_NULL));
        }
    }

    /** One thing that must be true. */
    private record Validation(
            AdmissionExpression expression, @Nullable AdmissionExpression says, String message, String reason) {
        static Validation of(AdmissionCompiler compiler, JsonNode validation) {
            String says = Json.textAt(validation, "messageExpression");
            return new Validation(
                    compiler.compile(Json.textAt(validation, "expression"), Result.BOOL),
                    says.isBlank() ? null : compiler.message(says),
                    Json.textAt(validation, "message").strip(),
                    Json.textAt(validation, "reason"));
        }

        String words(AdmissionScope scope) {
            String said = said(scope);
            if (!said.isEmpty()) {
                return said;
            }
            return message.isEmpty()
                    ? "failed expression: " + expression.source().strip()
                    : message;
        }

        private String said(AdmissionScope scope) {
            if (says == null) {
                return "";
            }
            try {
                String text = String.valueOf(says.evaluate(scope)).strip();
                return text.indexOf('\n') >= 0 || text.length() > LONGEST_MESSAGE ? "" : text;
            } catch (FailedException e) {
                return "";
            }
        }
    }

    /**
     * A reason to refuse.
     *
     * @param message what the client is told
     * @param reason the machine-readable reason, or empty
     * @param always whether the write is refused whatever the binding says
     */
    record Denial(String message, String reason, boolean always) {}

    ObjectNode source() {
        return source;
    }

    JsonNode spec() {
        return source.path("spec");
    }

    String name() {
        return Json.textAt(source, "metadata", "name");
    }

    /** {@return whether an error is a refusal} */
    boolean failsOnError() {
        return !Json.textAt(spec(), "failurePolicy").equals("Ignore");
    }

    /** {@return why a write is to be refused} The scope of the conditions knows no variables and no namespace. */
    List<Denial> check(AdmissionScope scope) {
        Conditions.Verdict verdict = conditions.check(scope.with("namespaceObject", Json.missing()));
        if (!verdict.error().isEmpty()) {
            return failed(verdict.error(), false);
        }
        if (!verdict.holds()) {
            return List.of();
        }
        AdmissionScope full = variables.isEmpty() ? scope : scope.variables(variables);
        List<Denial> denials = new ArrayList<>(0);
        validations.forEach(validation -> denials.addAll(check(validation, full)));
        annotations.forEach(annotation -> {
            try {
                annotation.evaluate(full);
            } catch (FailedException e) {
                denials.addAll(failed(words(annotation, e), true));
            }
        });
        return denials;
    }

    private List<Denial> check(Validation validation, AdmissionScope scope) {
        try {
            return Boolean.TRUE.equals(validation.expression().evaluate(scope))
                    ? List.of()
                    : List.of(new Denial(validation.words(scope), validation.reason(), false));
        } catch (FailedException e) {
            return failed(words(validation.expression(), e), false);
        }
    }

    private static String words(AdmissionExpression expression, FailedException e) {
        return "expression '" + expression.source() + "' resulted in error: " + e.words();
    }

    private List<Denial> failed(String words, boolean always) {
        return failsOnError() ? List.of(new Denial(words, "", always)) : List.of();
    }
}
