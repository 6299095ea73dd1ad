package dev.ocpv.testkit.models;

import java.util.ArrayList;
import java.util.List;

/** How many documents were judged, and which of them otherwise than recorded. */
final class Tally {
    private final List<String> different = new ArrayList<>();
    private int documents;

    void add(RecordedDocuments of, RecordedDocuments.Document document, Verdict actual) {
        documents++;
        if (!document.verdict().equals(actual)) {
            different.add("%s %s %s\n    recorded %s\n    ours     %s"
                    .formatted(of.crd(), of.version(), document.what(), document.verdict(), actual));
        }
    }

    int documents() {
        return documents;
    }

    List<String> different() {
        return different;
    }
}
