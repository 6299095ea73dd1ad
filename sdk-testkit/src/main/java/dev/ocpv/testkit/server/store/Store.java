package dev.ocpv.testkit.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state of the server: a reference to the current snapshot, the way to it, and one lock for writers. */
public final class Store {
    private static final int EVENTS_KEPT = 10_000;
    private static final int SNAPSHOTS_KEPT = 10_000;

    private final Map<String, EventLog> logs = new ConcurrentHashMap<>();
    private final Deque<Snapshot> past = new ArrayDeque<>();
    private final Object lock = new Object();
    private volatile Snapshot current = Snapshot.EMPTY;
    private volatile long epoch;
    private long start = Snapshot.EMPTY.revision();

    /** {@return the state as it is now} */
    public Snapshot current() {
        return current;
    }

    /** {@return a number that changes when {@link #restore} replaces the state} */
    public long epoch() {
        return epoch;
    }

    /** {@return the state as it was at a revision, or null when it is no longer known} */
    public @Nullable Snapshot at(long revision) {
        Snapshot now = current;
        if (now.revision() == revision) {
            return now;
        }
        synchronized (lock) {
            Snapshot found = null;
            for (Snapshot snapshot : past) {
                if (snapshot.revision() > revision) {
                    break;
                }
                found = snapshot;
            }
            return found;
        }
    }

    /** {@return the changes of a resource} */
    public EventLog log(String resource) {
        EventLog known = logs.get(resource);
        if (known != null) {
            return known;
        }
        synchronized (lock) {
            return logs.computeIfAbsent(resource, r -> new EventLog(EVENTS_KEPT, start));
        }
    }

    /** Begins to keep the changes of a resource, from now on. */
    public void beginLog(String resource) {
        synchronized (lock) {
            logs.computeIfAbsent(resource, r -> new EventLog(EVENTS_KEPT, current.revision()));
        }
    }

    /**
     * Stores a new version of an object, unless somebody else was faster.
     *
     * @param before the version that the new one was made from; null for a new object
     * @param object the new tree; its root and metadata belong to the caller until now and get the resourceVersion here
     * @return the event, or null when the stored version is no longer {@code before}
     */
    public @Nullable Event put(String resource, Key key, @Nullable Entry before, ObjectNode object) {
        EventLog log = log(resource);
        Event event;
        synchronized (lock) {
            Snapshot now = current;
            if (now.get(resource, key.namespace(), key.name()) != before) {
                return null;
            }
            long revision = now.revision() + 1;
            metadata(object).put("resourceVersion", Long.toString(revision));
            long created = before == null ? revision : before.created();
            Entry entry = new Entry(key.namespace(), key.name(), object, created, revision);
            event = new Event(before == null ? Event.Type.ADDED : Event.Type.MODIFIED, revision, before, entry);
            advance(now.with(revision, resource, entry));
            log.append(event);
        }
        log.signal();
        return event;
    }

    /**
     * Removes an object, unless somebody else was faster.
     *
     * @param last the state that the DELETED event shows; its root and metadata belong to the caller until now
     * @return the event, or null when the stored version is no longer {@code before}
     */
    public @Nullable Event remove(String resource, Entry before, ObjectNode last) {
        EventLog log = log(resource);
        Event event;
        synchronized (lock) {
            Snapshot now = current;
            if (now.get(resource, before.namespace(), before.name()) != before) {
                return null;
            }
            long revision = now.revision() + 1;
            metadata(last).put("resourceVersion", Long.toString(revision));
            Entry entry = new Entry(before.namespace(), before.name(), last, before.created(), revision);
            event = new Event(Event.Type.DELETED, revision, before, entry);
            advance(now.without(revision, resource, before));
            log.append(event);
        }
        log.signal();
        return event;
    }

    /** Makes an earlier state the current one; all watches end. */
    public void restore(Snapshot snapshot) {
        synchronized (lock) {
            current = snapshot;
            past.clear();
            start = snapshot.revision();
            epoch++;
        }
        for (EventLog log : logs.values()) {
            synchronized (lock) {
                log.forgetAll(snapshot.revision());
            }
            log.signal();
        }
        logs.clear();
    }

    /** Forgets everything before the current revision: continue tokens and watches from the past answer 410. */
    public void compact() {
        synchronized (lock) {
            past.clear();
            start = current.revision();
            logs.values().forEach(log -> log.forgetAll(start));
        }
    }

    private void advance(Snapshot next) {
        past.addLast(current);
        if (past.size() > SNAPSHOTS_KEPT) {
            past.removeFirst();
        }
        current = next;
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.get("metadata") instanceof ObjectNode metadata ? metadata : object.putObject("metadata");
    }

    /** Where an object is within its resource. */
    public record Key(String namespace, String name) {}
}
