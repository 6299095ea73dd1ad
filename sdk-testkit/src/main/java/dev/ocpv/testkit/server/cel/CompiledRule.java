package dev.ocpv.testkit.server.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelRuntime;
import dev.ocpv.testkit.server.schema.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * One rule, ready to run.
 *
 * @param error why it cannot be run; empty when it can
 */
record CompiledRule(
        ValidationRule rule,
        @Nullable Expression check,
        @Nullable Expression message,
        String error,
        String messageError,
        boolean usesOldSelf,
        String fieldPath) {

    /**
     * A compiled expression with the text it was made of.
     *
     * @param worst the most that it can cost
     */
    record Expression(String source, CelAbstractSyntaxTree ast, CelRuntime.Program program, double worst) {}
}
