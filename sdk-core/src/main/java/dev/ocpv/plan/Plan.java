package dev.ocpv.plan;

import dev.ocpv.report.Finding;
import dev.ocpv.report.Outcome;
import dev.ocpv.report.Severity;
import dev.ocpv.validate.ValidatedState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What apply would do, in order, pinned to what was seen.
 *
 * @param state the desired state that it serves
 * @param changes one for each resource, in the order in which they are applied
 * @param findings why the cluster would refuse it
 */
public record Plan(ValidatedState state, List<Change> changes, List<Finding> findings) implements Outcome {

    /** Copies the lists. */
    public Plan {
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
    }

    @Override
    public boolean ok() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /** {@return whether the cluster is as desired, so that apply would write nothing} */
    public boolean isEmpty() {
        return changes.stream().allMatch(change -> change.action() == Action.NONE);
    }

    /**
     * {@return this plan}
     *
     * @throws PlanException when the cluster would refuse it
     */
    public Plan orThrow() {
        if (!ok()) {
            throw new PlanException(this);
        }
        return this;
    }

    /** {@return every change with its fields and impact, secrets masked; empty when nothing changes} */
    public String diff() {
        return changes.stream()
                .filter(change -> change.action() != Action.NONE)
                .map(PlanText::of)
                .collect(Collectors.joining());
    }

    @Override
    public String explain() {
        var text = findings.stream()
                .map(finding -> finding.explain() + System.lineSeparator())
                .collect(Collectors.joining());
        if (ok() && isEmpty()) {
            return text + "Nothing to do: the cluster is as desired.%n".formatted();
        }
        return text + diff();
    }
}
