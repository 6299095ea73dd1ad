package dev.ocpv.testkit.server.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One committed change of one object, and the link to the next change of its resource. */
public final class Event {
    /** What a change did. */
    public enum Type {
        /** The object is new. */
        ADDED,
        /** The object has a new version. */
        MODIFIED,
        /** The object is gone. */
        DELETED
    }

    private final Type type;
    private final long revision;
    private final @Nullable Entry before;
    private final Entry after;
    private volatile @Nullable ConcurrentMap<String, byte[]> bytes;
    volatile @Nullable Event next;

    /** For DELETED, {@code after} is the last state with the revision of its deletion. */
    Event(Type type, long revision, @Nullable Entry before, Entry after) {
        this.type = type;
        this.revision = revision;
        this.before = before;
        this.after = after;
    }

    /** {@return what the change did} */
    public Type type() {
        return type;
    }

    /** {@return the revision of the change} */
    public long revision() {
        return revision;
    }

    /** {@return the version before the change, or null} */
    public @Nullable Entry before() {
        return before;
    }

    /** {@return the version after the change; of a deletion the last state, carrying the revision of the deletion} */
    public Entry after() {
        return after;
    }

    /** {@return the change after this one, or null when there is none yet} */
    public @Nullable Event next() {
        return next;
    }

    /** {@return this event as bytes in the given form, made once and shared by all watchers} */
    public byte[] bytes(String form, Supplier<byte[]> writer) {
        ConcurrentMap<String, byte[]> forms = bytes;
        if (forms == null) {
            forms = new ConcurrentHashMap<>(2);
            bytes = forms;
        }
        byte[] known = forms.get(form);
        return known != null ? known : forms.computeIfAbsent(form, f -> writer.get());
    }
}
