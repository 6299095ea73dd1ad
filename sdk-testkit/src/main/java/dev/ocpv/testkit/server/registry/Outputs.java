package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.store.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes answers as JSON, from bytes made before where there are some. */
public final class Outputs {
    private Outputs() {}

    /** {@return a stored object as this call's version shows it} */
    @SuppressWarnings("ReferenceEquality")
    public static byte[] bytes(Call call, Entry entry) {
        ObjectNode shown = call.strategy().read(call, entry);
        return shown == entry.object()
                ? entry.bytes(JsonWriter::bytes)
                : entry.bytes(call.strategy().form(), o -> JsonWriter.bytes(shown));
    }

    /** {@return a list as JSON} */
    public static byte[] list(Call call, Page page) {
        ResourceDef def = call.def();
        JsonWriter out = new JsonWriter();
        if (def.custom()) {
            out.raw("{\"apiVersion\":").string(def.apiVersion()).raw(",\"items\":[");
            items(call, page, out, 0);
            out.raw("],\"kind\":").string(def.names().listKind()).raw(",\"metadata\":");
            return out.value(metadata(call, page)).raw("}").toBytes();
        }
        String prefix = "\"kind\":\"" + def.kind() + "\",\"apiVersion\":\"" + def.apiVersion() + "\",";
        out.raw("{\"kind\":")
                .string(def.names().listKind())
                .raw(",\"apiVersion\":")
                .string(def.apiVersion());
        out.raw(",\"metadata\":").value(metadata(call, page)).raw(",\"items\":[");
        items(call, page, out, prefix.length());
        return out.raw("]}").toBytes();
    }

    private static void items(Call call, Page page, JsonWriter out, int typed) {
        boolean first = true;
        for (Entry entry : page.entries()) {
            if (!first) {
                out.raw(",");
            }
            first = false;
            byte[] bytes = bytes(call, entry);
            if (typed > 0 && startsWithKind(bytes)) {
                out.raw("{").raw(Arrays.copyOfRange(bytes, typed + 1, bytes.length));
            } else {
                out.raw(bytes);
            }
        }
    }

    private static final byte[] KIND = "{\"kind\":".getBytes(StandardCharsets.UTF_8);

    private static boolean startsWithKind(byte[] bytes) {
        return bytes.length > KIND.length && Arrays.equals(bytes, 0, KIND.length, KIND, 0, KIND.length);
    }

    /** {@return the metadata of a list} */
    public static ObjectNode metadata(Call call, Page page) {
        ObjectNode metadata = Json.object();
        if (call.def().stored()) {
            metadata.put("resourceVersion", Long.toString(page.revision()));
        }
        if (!page.continueToken().isEmpty() || call.def().custom()) {
            metadata.put("continue", page.continueToken());
        }
        if (page.remaining() >= 0) {
            metadata.set("remainingItemCount", Json.number(page.remaining()));
        }
        return metadata;
    }
}
