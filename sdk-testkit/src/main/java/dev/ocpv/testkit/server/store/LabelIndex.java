package dev.ocpv.testkit.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one resource by label. Made when somebody first asks, and brought up to date from the log when somebody asks again, so
 * that writes pay nothing for it. Guarded by the lock of the store.
 */
final class LabelIndex {
    private final Map<String, NavigableMap<String, Entry>> byLabel = new HashMap<>();
    private long upTo = -1;

    /** {@return the objects that have a label with a value, in key order, at or after a key} */
    Iterator<Entry> find(String label, String value, String start, Source source) {
        bringUpToDate(source);
        NavigableMap<String, Entry> found = byLabel.get(key(label, value));
        List<Entry> entries = found == null
                ? List.of()
                : new ArrayList<>(found.tailMap(start, true).values());
        return entries.iterator();
    }

    /** What the index is made from: all objects as they are now, and the changes that led there. */
    record Source(PersistentMap<Entry> all, EventLog log, long revision) {}

    private void bringUpToDate(Source source) {
        Event position = upTo < 0 ? null : source.log.after(upTo);
        if (position == null) {
            byLabel.clear();
            source.all.forEach(this::add);
        } else {
            for (Event event = position.next(); event != null; event = event.next()) {
                follow(event);
            }
        }
        upTo = source.revision;
    }

    private void follow(Event event) {
        if (event.before() != null) {
            remove(event.before());
        }
        if (event.type() != Event.Type.DELETED) {
            add(event.after());
        }
    }

    private void add(Entry entry) {
        entry.object()
                .path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> byLabel.computeIfAbsent(
                                key(label.getKey(), label.getValue().asText()), k -> new TreeMap<>())
                        .put(Entry.key(entry.namespace(), entry.name()), entry));
    }

    private void remove(Entry entry) {
        entry.object()
                .path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> byLabel.computeIfPresent(
                        key(label.getKey(), label.getValue().asText()),
                        (k, entries) -> without(entries, Entry.key(entry.namespace(), entry.name()))));
    }

    private static @Nullable NavigableMap<String, Entry> without(NavigableMap<String, Entry> entries, String key) {
        entries.remove(key);
        return entries.isEmpty() ? null : entries;
    }

    private static String key(String label, String value) {
        return label + "=" + value;
    }
}
