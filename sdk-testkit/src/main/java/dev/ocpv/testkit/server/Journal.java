package dev.ocpv.testkit.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest requests, in the order in which they were answered. */
public final class Journal {
    private static final int KEPT = 10_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();

    void add(JournalEntry entry) {
        synchronized (entries) {
            if (entries.size() == KEPT) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
    }

    /** {@return all that is kept} */
    public List<JournalEntry> entries() {
        synchronized (entries) {
            return new ArrayList<>(entries);
        }
    }

    /** {@return the requests that asked for a change, dry runs left out} */
    public List<JournalEntry> writes() {
        return entries().stream()
                .filter(entry -> entry.isWrite() && !entry.isDryRun())
                .toList();
    }

    /** Forgets everything. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
