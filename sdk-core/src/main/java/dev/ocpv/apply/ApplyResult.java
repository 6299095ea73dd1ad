package dev.ocpv.apply;

import dev.ocpv.plan.Action;
import dev.ocpv.plan.Plan;
import dev.ocpv.report.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What apply did, and what it needs to undo it.
 *
 * @param plan what was asked
 * @param done what was written, in order
 * @param failure why it stopped; empty when everything was written
 */
public record ApplyResult(Plan plan, List<Applied> done, Optional<String> failure) implements Outcome {

    /** Copies the list. */
    public ApplyResult {
        done = List.copyOf(done);
    }

    @Override
    public boolean ok() {
        return failure.isEmpty();
    }

    /**
     * {@return this}
     *
     * @throws ApplyException when it stopped early
     */
    public ApplyResult orThrow() {
        if (!ok()) {
            throw new ApplyException(this);
        }
        return this;
    }

    @Override
    public String explain() {
        long steps = plan.changes().stream()
                .filter(change -> change.action() != Action.NONE)
                .count();
        if (failure.isEmpty()) {
            return "Applied %d of %d changes.%n".formatted(done.size(), steps);
        }
        var untouched = steps - done.size() - 1;
        return "Stopped at %d of %d: %s%n%d applied, %d untouched.  next: %s%n"
                .formatted(
                        done.size() + 1,
                        steps,
                        failure.get(),
                        done.size(),
                        untouched,
                        done.isEmpty() ? "plan again" : "cluster.rollback(applied), or plan again");
    }
}
