package dev.ocpv.testkit.server.cel;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import org.jspecify.annotations.Nullable;

/** One expression of a policy or a condition of a webhook. */
public final class AdmissionExpression {
    private final String source;
    private final CelRuntime.@Nullable Program program;
    private final CelType type;
    private final String error;

    AdmissionExpression(String source, CelRuntime.@Nullable Program program, CelType type, String error) {
        this.source = source;
        this.program = program;
        this.type = type;
        this.error = error;
    }

    /** {@return the text it was made of} */
    public String source() {
        return source;
    }

    /** {@return what is wrong with it, or an empty text} */
    public String error() {
        return error;
    }

    CelType type() {
        return type;
    }

    /** An expression that came to nothing. */
    public static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String words) {
            super(words, null, false, false);
        }

        /** {@return why} */
        public String words() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * {@return what it comes to}
     *
     * @throws FailedException when it comes to nothing
     */
    public Object evaluate(AdmissionScope scope) throws FailedException {
        CelRuntime.Program runnable = program;
        if (runnable == null) {
            throw new FailedException(error);
        }
        try {
            return runnable.eval(scope.values());
        } catch (CelEvaluationException e) {
            throw new FailedException(RuleErrors.words(e, source));
        }
    }
}
