package dev.ocpv.testkit;

import dev.ocpv.report.Outcome;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a phase came to; a failure shows its {@link Outcome#explain()}. */
public final class OutcomeAssert extends AbstractAssert<OutcomeAssert, Outcome> {

    OutcomeAssert(Outcome actual) {
        super(actual, OutcomeAssert.class);
    }

    /** Fails unless the next phase may start. */
    public OutcomeAssert isOk() {
        isNotNull();
        if (!actual.ok()) {
            failWithMessage("Wanted success, but:%n%s", actual.explain());
        }
        return this;
    }

    /** Fails unless the phase failed and its explanation holds that text. */
    public OutcomeAssert failedSaying(String part) {
        isNotNull();
        if (actual.ok() || !actual.explain().contains(part)) {
            failWithMessage("Wanted a failure that says <%s>, but got:%n%s", part, actual.explain());
        }
        return this;
    }

    /** Fails unless the explanation holds that text. */
    public OutcomeAssert says(String part) {
        isNotNull();
        if (!actual.explain().contains(part)) {
            failWithMessage("Wanted <%s> to be said, but got:%n%s", part, actual.explain());
        }
        return this;
    }
}
