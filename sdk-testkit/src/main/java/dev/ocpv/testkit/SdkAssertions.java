package dev.ocpv.testkit;

import dev.ocpv.report.Outcome;

/** Entry to the SDK's own assertions, beside AssertJ's. */
public final class SdkAssertions {

    private SdkAssertions() {}

    /** {@return assertions on what a phase came to} */
    public static OutcomeAssert assertThat(Outcome actual) {
        return new OutcomeAssert(actual);
    }
}
