package dev.ocpv.testkit;

import java.util.List;

/** Writes as a text, for those who did not expect them. */
final class WritesText {
    private WritesText() {}

    static String of(List<RecordedWrite> writes) {
        if (writes.isEmpty()) {
            return "Nothing was written.";
        }
        StringBuilder text = new StringBuilder("Written was");
        writes.forEach(write -> text.append("\n  ").append(write.explained()));
        return text.toString();
    }
}
