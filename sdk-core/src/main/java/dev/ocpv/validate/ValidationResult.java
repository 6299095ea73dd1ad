package dev.ocpv.validate;

import dev.ocpv.report.Finding;
import dev.ocpv.report.Outcome;
import dev.ocpv.report.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every finding about a desired state.
 *
 * @param context what was checked, and against what
 * @param findings what was found: errors first, then warnings
 */
public record ValidationResult(Context context, List<Finding> findings) implements Outcome {

    /** Copies the findings. */
    public ValidationResult {
        findings = List.copyOf(findings);
    }

    @Override
    public boolean ok() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * {@return the state, ready to be planned}
     *
     * @throws ValidationException when there is an error among the findings
     */
    public ValidatedState orThrow() {
        if (!ok()) {
            throw new ValidationException(this);
        }
        return new ValidatedState(context);
    }

    @Override
    public String explain() {
        return findings.stream()
                .map(finding -> finding.explain() + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
