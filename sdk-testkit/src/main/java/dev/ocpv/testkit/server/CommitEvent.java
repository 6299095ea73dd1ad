package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.store.Entry;
import java.util.Optional;

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

    /** {@return the User-Agent of who made the change, as the real controllers have one; empty for the status of definitions} */
    public String agent() {
        return commit.agent();
    }

    /**
     * Who makes sure that an object is there.
     *
     * @param kind the kind of the controller, such as ReplicaSet
     * @param name its name, in the namespace of the object
     */
    public record Controller(String kind, String name) {}

    /** {@return the owner of the object that is its controller} */
    public Optional<Controller> controller() {
        JsonNode metadata = commit.event().after().object().path("metadata");
        for (JsonNode owner : metadata.path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return Optional.of(new Controller(Json.textAt(owner, "kind"), Json.textAt(owner, "name")));
            }
        }
        return Optional.empty();
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
