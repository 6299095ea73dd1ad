package dev.ocpv.testkit.server.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.ocpv.testkit.server.cel.CompiledRule.Expression;
import java.util.Map;

/** What all rules of one request may cost together. */
final class RunBudget {
    private static final double PER_REQUEST = 10_000_000;

    private final boolean counted;
    private double spent;
    private boolean over;

    /** @param counted whether each evaluation is counted; otherwise what cannot get out of hand costs its worst */
    RunBudget(boolean counted) {
        this.counted = counted;
    }

    Object eval(Expression expression, Map<String, Object> variables) throws CelEvaluationException {
        if (!counted && expression.worst() <= CostTracker.PER_CALL) {
            spent += expression.worst();
            return expression.program().eval(variables);
        }
        var tracker = new CostTracker();
        try {
            return expression.program().trace(variables, tracker);
        } finally {
            spent += tracker.cost();
        }
    }

    /** Ends the run. */
    void end() {
        over = true;
    }

    boolean ended() {
        return over || exhausted();
    }

    /** {@return whether nothing is left} */
    boolean exhausted() {
        return spent > PER_REQUEST;
    }
}
