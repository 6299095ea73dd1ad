package dev.ocpv.testkit.server.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The latest changes of one resource as a linked list that readers follow without a lock. */
public final class EventLog {
    private final int capacity;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Event first;
    private volatile Event last;
    private final LabelIndex labels = new LabelIndex();
    private int size;
    /** Changes up to this revision are forgotten. */
    private volatile long forgotten;

    EventLog(int capacity, long start) {
        this.capacity = capacity;
        this.forgotten = start;
        this.first = sentinel(start);
        this.last = first;
    }

    private static Event sentinel(long revision) {
        Entry nothing =
                new Entry("", "", com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(), 0, 0);
        return new Event(Event.Type.DELETED, revision, null, nothing);
    }

    /** {@return the revision at and before which a watch can no longer start} */
    public long forgotten() {
        return forgotten;
    }

    /** {@return the last change known now; a reader follows {@link Event#next()} from here} */
    public Event last() {
        return last;
    }

    /** {@return the change after which all changes beyond the revision come, or null when they are forgotten} */
    public @Nullable Event after(long revision) {
        if (revision < forgotten) {
            return null;
        }
        Event event = last;
        if (event.revision() <= revision) {
            return event;
        }
        event = first;
        for (Event next = event.next(); next != null && next.revision() <= revision; next = next.next()) {
            event = next;
        }
        return event;
    }

    /** Calls the listener, on the writing thread, after each change. */
    public void subscribe(Runnable listener) {
        listeners.add(listener);
    }

    /** Ends a subscription. */
    public void unsubscribe(Runnable listener) {
        listeners.remove(listener);
    }

    /** {@return the objects by label; guarded by the lock of the store} */
    LabelIndex labels() {
        return labels;
    }

    void append(Event event) {
        last.next = event;
        last = event;
        size++;
        while (size > capacity) {
            Event next = first.next();
            if (next == null) {
                return;
            }
            forgotten = next.revision();
            first = next;
            size--;
        }
    }

    void forgetAll(long revision) {
        forgotten = revision;
        first = last;
        size = 0;
    }

    void signal() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }
}
