package dev.ocpv.testkit;

import dev.ocpv.report.Outcome;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Journal;

/** Entry to the SDK's own assertions, beside AssertJ's. */
public final class SdkAssertions {

    private SdkAssertions() {}

    /** {@return assertions on what a phase came to} */
    public static OutcomeAssert assertThat(Outcome actual) {
        return new OutcomeAssert(actual);
    }

    /** {@return assertions on what a cluster holds, and on what was written by anybody but its operators} */
    public static ServerAssert assertThat(TestCluster actual) {
        return new ServerAssert(actual.server(), actual.writes());
    }

    /** {@return assertions on what a server holds, and on what was written} */
    public static ServerAssert assertThat(ApiServer actual) {
        return new ServerAssert(actual, RecordedWrite.all(actual.journal()));
    }

    /** {@return assertions on what was written} */
    public static WritesAssert assertThat(Journal actual) {
        return new WritesAssert(RecordedWrite.all(actual));
    }
}
