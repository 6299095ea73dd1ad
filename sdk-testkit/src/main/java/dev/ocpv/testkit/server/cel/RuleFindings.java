package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What a run of the rules came to. */
record RuleFindings(List<FieldError> errors, List<String> warnings, RunBudget budget) {
    RuleFindings(RunBudget budget) {
        this(new ArrayList<>(), new ArrayList<>(), budget);
    }
}
