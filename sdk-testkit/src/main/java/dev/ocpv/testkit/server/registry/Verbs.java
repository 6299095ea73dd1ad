package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;

/** What an action may do to objects. */
public final class Verbs {
    private final Backend backend;
    private final Writes writes;
    private final Deletes deletes;
    private final Ownership ownership;

    Verbs(Backend backend, Writes writes, Deletes deletes, Ownership ownership) {
        this.backend = backend;
        this.writes = writes;
        this.deletes = deletes;
        this.ownership = ownership;
    }

    /** {@return the document that the request carries} */
    public ObjectNode body(Call call) {
        return Bodies.object(call, new Strategy.Strictness());
    }

    /** {@return the object that the request carries, as it is just before it is checked} */
    public ObjectNode sent(Call call) {
        ObjectNode object = Registry.decoded(call);
        Writes.placeInNamespace(call, Json.objectAt(object, "metadata"));
        return writes.mutated(call, "CREATE", ownership.written(call, null, object), Json.missing());
    }

    /** Lets those who may refuse a checked object look at it. */
    public void admit(Call call, ObjectNode object) {
        writes.validated(call, "CREATE", object, Json.missing());
    }

    /** Lets those who may refuse a connection look at its options. */
    public void connect(Call call, ObjectNode options) {
        writes.validated(call, "CONNECT", writes.mutated(call, "CONNECT", options, Json.missing()), Json.missing());
    }

    /** {@return what all verbs share} */
    public Backend backend() {
        return backend;
    }

    /** Changes the object that a call is about; the result is checked, but nobody comes to own what changed. */
    public Outcome update(Call call, Change change) {
        return writes.update(call, change::apply);
    }

    /** Deletes the object that a call is about. */
    public Outcome delete(Call call, DeleteOptions options) {
        return deletes.delete(call, options);
    }

    /** {@return a call on the same object or another one, by the same client, about which nobody is asked} */
    public static Call callOn(Call call, ResourceDef def, Call.Address address) {
        Call other = new Call(def, address, call.query(), new Call.Body("", new byte[0]), call.client());
        other.dryRun(call.dryRun());
        other.markUnasked();
        return other;
    }

    /** {@return the answer of an action that succeeded} */
    public static Outcome created() {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Success").set("code", Json.number(201));
        return Outcome.other(201, status);
    }

    /** Makes the new form of an object. */
    @FunctionalInterface
    public interface Change {
        /** {@return the new form; a tree of its own} */
        ObjectNode apply(ObjectNode old);
    }
}
