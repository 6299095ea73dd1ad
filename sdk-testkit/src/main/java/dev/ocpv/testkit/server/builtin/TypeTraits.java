package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the table of types says of a field beside its type, in the words of schemas. */
final class TypeTraits {
    private TypeTraits() {}

    static void write(ObjectNode schema, Map<String, String> traits) {
        extend(schema, "x-kubernetes-list-type", traits.get("l"));
        extend(schema, "x-kubernetes-map-type", traits.get("a"));
        extend(schema, "x-kubernetes-patch-strategy", traits.get("p"));
        extend(schema, "x-kubernetes-patch-merge-key", traits.get("k"));
        String keys = traits.get("m");
        if (keys != null) {
            ArrayNode list = schema.putArray("x-kubernetes-list-map-keys");
            for (String key : keys.split(",", -1)) {
                list.add(key);
            }
        }
        String given = traits.get("d");
        if (given != null) {
            schema.set("default", parsed(given));
        }
    }

    private static void extend(ObjectNode schema, String name, @Nullable String value) {
        if (value != null) {
            schema.put(name, value);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonReader.MalformedException e) {
            return Json.text(json);
        }
    }
}
