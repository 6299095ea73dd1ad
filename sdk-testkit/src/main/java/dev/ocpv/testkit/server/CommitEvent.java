package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.store.Entry;

/** A change that was stored. */
public final class CommitEvent {
    private final Commit commit;

    CommitEvent(Commit commit) {
        this.commit = commit;
    }

    /** {@return ADDED, MODIFIED or DELETED} */
    public String type() {
        return commit.event().type().name();
    }

    /** {@return the API group, empty for the core one} */
    public String group() {
        return commit.def().group();
    }

    /** {@return the plural} */
    public String resource() {
        return commit.def().plural();
    }

    /** {@return the kind} */
    public String kind() {
        return commit.def().kind();
    }

    /** {@return the namespace, or empty} */
    public String namespace() {
        return commit.event().after().namespace();
    }

    /** {@return the name} */
    public String name() {
        return commit.event().after().name();
    }

    /** {@return the revision of the change} */
    public long revision() {
        return commit.event().revision();
    }

    /** {@return the object after the change, of a deletion its last state, as JSON in its storage version} */
    public byte[] object() {
        return commit.event().after().bytes(JsonWriter::bytes);
    }

    /** {@return the object before the change as JSON, empty for a new one} */
    public byte[] oldObject() {
        Entry before = commit.event().before();
        return before == null ? new byte[0] : before.bytes(JsonWriter::bytes);
    }

    @Override
    public String toString() {
        return type() + " " + commit.def().resource() + " " + namespace() + "/" + name();
    }
}
