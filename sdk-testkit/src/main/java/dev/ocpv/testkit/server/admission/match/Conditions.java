package dev.ocpv.testkit.server.admission.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.cel.AdmissionCompiler;
import dev.ocpv.testkit.server.cel.AdmissionExpression;
import dev.ocpv.testkit.server.cel.AdmissionScope;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;

/** Conditions that must all hold before somebody is asked. */
public final class Conditions {
    private final List<AdmissionExpression> expressions = new ArrayList<>(0);

    /** As a policy or a webhook states them. */
    public Conditions(JsonNode conditions, int minor, boolean params) {
        for (JsonNode condition : conditions) {
            AdmissionCompiler compiler = new AdmissionCompiler(minor, params, false);
            expressions.add(
                    compiler.compile(Json.textAt(condition, "expression").strip(), AdmissionCompiler.Result.BOOL));
        }
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return expressions.isEmpty();
    }

    /**
     * What the conditions came to.
     *
     * @param holds whether all hold
     * @param error why that is not known, or an empty text
     */
    public record Verdict(boolean holds, String error) {}

    /** {@return whether all hold; one that does not decides, whatever went wrong with others} */
    public Verdict check(AdmissionScope scope) {
        List<String> errors = new ArrayList<>(0);
        for (AdmissionExpression expression : expressions) {
            try {
                if (Boolean.FALSE.equals(expression.evaluate(scope))) {
                    return new Verdict(false, "");
                }
            } catch (AdmissionExpression.FailedException e) {
                errors.add("expression '" + expression.source() + "' resulted in error: " + e.words());
            }
        }
        if (errors.isEmpty()) {
            return new Verdict(true, "");
        }
        return new Verdict(false, errors.size() == 1 ? errors.get(0) : "[" + String.join(", ", errors) + "]");
    }
}
