package dev.ocpv.testkit.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest requests, in the order in which they were answered. */
public final class Journal {
    private static final int KEPT = 10_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Deque<JournalEntry> writes = new ArrayDeque<>();

    void add(JournalEntry entry) {
        synchronized (entries) {
            keep(entries, entry);
            if (entry.isWrite() && !entry.isDryRun()) {
                keep(writes, entry);
            }
        }
    }

    private static void keep(Deque<JournalEntry> kept, JournalEntry entry) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(entry);
    }

    /** {@return all that is kept} */
    public List<JournalEntry> entries() {
        synchronized (entries) {
            return new ArrayList<>(entries);
        }
    }

    /** {@return the requests that asked for a change, dry runs left out; reading does not push them out} */
    public List<JournalEntry> writes() {
        synchronized (entries) {
            return new ArrayList<>(writes);
        }
    }

    /** Forgets everything. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
            writes.clear();
        }
    }
}
