package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.Map;

/** Makes patchers from the bodies of patches. */
final class PatchKinds {
    private PatchKinds() {}

    static Patcher merge(byte[] bytes) {
        JsonNode patch = read(bytes);
        return (call, old) -> merged(old, patch).deepCopy();
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JsonReader.read(bytes);
        } catch (JsonReader.MalformedException e) {
            throw Statuses.badRequest("error decoding patch: " + e.getMessage());
        }
    }

    private static JsonNode merged(JsonNode old, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = old instanceof ObjectNode object ? Json.shallow(object) : Json.object();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(result.path(change.getKey()), change.getValue()));
            }
        }
        return result;
    }
}
