package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.store.Entry;

/** How the events of a watch are written; one per watch where it has state, else shared. */
public class WatchFormat {
    /** {@return the name under which bytes may be shared among watchers} */
    public String name(Call call) {
        return call.def().version() + ":";
    }

    /** {@return whether events depend on what was sent before} */
    public boolean hasState() {
        return false;
    }

    /** {@return the object of an event} */
    public byte[] object(Call call, Entry entry) {
        return Outputs.bytes(call, entry);
    }

    /** {@return the object of an event that is no stored version} */
    public byte[] tree(Call call, ObjectNode object) {
        return JsonWriter.bytes(object);
    }

    /** {@return the Status of an ERROR event} */
    public ObjectNode status(StatusException status) {
        return status.toJson();
    }

    /** {@return an event, with the line break that ends it} */
    public byte[] event(String type, byte[] object) {
        return new JsonWriter()
                .raw("{\"type\":\"")
                .raw(type)
                .raw("\",\"object\":")
                .raw(object)
                .raw("}\n")
                .toBytes();
    }
}
