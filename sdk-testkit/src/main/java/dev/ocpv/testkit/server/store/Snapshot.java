package dev.ocpv.testkit.server.store;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** All objects as they were at one revision. */
public final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(1, PersistentMap.empty());

    private final long revision;
    private final PersistentMap<PersistentMap<Entry>> resources;

    Snapshot(long revision, PersistentMap<PersistentMap<Entry>> resources) {
        this.revision = revision;
        this.resources = resources;
    }

    /** {@return the revision of the last change in here} */
    public long revision() {
        return revision;
    }

    /** {@return one object, or null} */
    public @Nullable Entry get(String resource, String namespace, String name) {
        return all(resource).get(Entry.key(namespace, name));
    }

    /** {@return all objects of a resource by key} */
    public PersistentMap<Entry> all(String resource) {
        PersistentMap<Entry> entries = resources.get(resource);
        return entries == null ? PersistentMap.empty() : entries;
    }

    /** {@return the objects of a resource in key order, at or after a key} */
    public Iterator<Entry> from(String resource, String start) {
        return all(resource).from(start);
    }

    /** {@return this state, known by a later revision at which it still was so} */
    public Snapshot labelled(long later) {
        return new Snapshot(later, resources);
    }

    Snapshot with(long newRevision, String resource, Entry entry) {
        String key = Entry.key(entry.namespace(), entry.name());
        return new Snapshot(newRevision, resources.put(resource, all(resource).put(key, entry)));
    }

    Snapshot without(long newRevision, String resource, Entry entry) {
        String key = Entry.key(entry.namespace(), entry.name());
        return new Snapshot(newRevision, resources.put(resource, all(resource).remove(key)));
    }
}
