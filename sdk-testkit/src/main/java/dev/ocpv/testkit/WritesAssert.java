package dev.ocpv.testkit;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what was written, each write as its one line; a failure shows them all. */
public final class WritesAssert extends AbstractAssert<WritesAssert, List<RecordedWrite>> {

    WritesAssert(List<RecordedWrite> actual) {
        super(actual, WritesAssert.class);
    }

    /** Fails unless these were the writes, and no others, in this order. */
    public WritesAssert areExactly(String... lines) {
        if (!lines().equals(List.of(lines))) {
            failWithMessage("Wanted exactly the writes%n  %s%n%s", String.join("\n  ", lines), WritesText.of(actual));
        }
        return this;
    }

    /** Fails unless these are among the writes, in this order. */
    public WritesAssert include(String... lines) {
        List<String> left = new ArrayList<>(List.of(lines));
        for (String line : lines()) {
            if (!left.isEmpty() && left.get(0).equals(line)) {
                left.remove(0);
            }
        }
        if (!left.isEmpty()) {
            failWithMessage("Wanted the write %s%n%s", left.get(0), WritesText.of(actual));
        }
        return this;
    }

    /** Fails if anything was written. */
    public WritesAssert areNone() {
        if (!actual.isEmpty()) {
            failWithMessage("Wanted no writes.%n%s", WritesText.of(actual));
        }
        return this;
    }

    /** Fails unless all writes were taken. */
    public WritesAssert areAllAccepted() {
        if (!actual.stream().allMatch(RecordedWrite::ok)) {
            failWithMessage("Wanted no write to be refused.%n%s", WritesText.of(actual));
        }
        return this;
    }

    private List<String> lines() {
        return actual.stream().map(RecordedWrite::toString).toList();
    }
}
