package dev.ocpv.rollback;

import dev.ocpv.report.Outcome;
import dev.ocpv.resource.ResourceRef;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What rollback did.
 *
 * @param steps one for each change that was applied, last applied first
 */
public record RollbackResult(List<Step> steps) implements Outcome {

    /** Copies the list. */
    public RollbackResult {
        steps = List.copyOf(steps);
    }

    /**
     * One resource that was taken back, or not.
     *
     * @param resource which one
     * @param ok whether it is as it was before
     * @param text what was done, or why not
     */
    public record Step(ResourceRef resource, boolean ok, String text) {}

    @Override
    public boolean ok() {
        return steps.stream().allMatch(Step::ok);
    }

    /**
     * {@return this}
     *
     * @throws RollbackException when a resource is not as it was before
     */
    public RollbackResult orThrow() {
        if (!ok()) {
            throw new RollbackException(this);
        }
        return this;
    }

    @Override
    public String explain() {
        return steps.stream()
                .map(step -> "%s %s: %s%n".formatted(step.ok() ? "ok     " : "REFUSED", step.resource(), step.text()))
                .collect(Collectors.joining());
    }
}
