package dev.ocpv.verify;

import dev.ocpv.report.Outcome;
import dev.ocpv.verify.Observation.State;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the cluster came to be as desired, operand by operand.
 *
 * @param results one for each check
 * @param took how long the cluster took
 */
public record Verification(List<CheckResult> results, Duration took) implements Outcome {

    /** Copies the results. */
    public Verification {
        results = List.copyOf(results);
    }

    @Override
    public boolean ok() {
        return results.stream().allMatch(result -> result.last().state() == State.PASSED);
    }

    /**
     * {@return this}
     *
     * @throws VerificationException when a check did not pass
     */
    public Verification orThrow() {
        if (!ok()) {
            throw new VerificationException(this);
        }
        return this;
    }

    @Override
    public String explain() {
        return results.stream().map(result -> result + System.lineSeparator()).collect(Collectors.joining());
    }
}
