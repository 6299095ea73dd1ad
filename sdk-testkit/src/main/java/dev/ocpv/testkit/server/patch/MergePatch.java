package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON merge patch (RFC 7386). */
public final class MergePatch {
    private final JsonNode patch;
    private final List<String> strictErrors;

    private MergePatch(JsonNode patch, List<String> strictErrors) {
        this.patch = patch;
        this.strictErrors = strictErrors;
    }

    /** Reads a patch; throws a {@link PatchException} when the body is none. */
    public static MergePatch decode(byte[] body) {
        PatchReader.Body read;
        try {
            read = PatchReader.read(body);
        } catch (IllegalArgumentException e) {
            throw PatchException.badRequest("error decoding patch: " + e.getMessage());
        }
        if (read.value().isNull()) {
            throw PatchException.badRequest("Invalid JSON Patch");
        }
        if (!read.value().isObject()) {
            throw PatchException.badRequest("error decoding patch: json: cannot unmarshal "
                    + PatchReader.kind(read.value()) + " into Go value of type map[string]interface {}");
        }
        return new MergePatch(read.value(), read.duplicates());
    }

    /** {@return what strict field validation objects to} */
    public List<String> strictErrors() {
        return strictErrors;
    }

    /** {@return the patched document}; the input is not changed, and what is untouched is shared with it. */
    public ObjectNode apply(ObjectNode document) {
        return merge(document, patch);
    }

    /** What was touched stands in order afterwards, as messages that show the result reveal. */
    private static ObjectNode merge(ObjectNode current, JsonNode patch) {
        var result = new TreeMap<String, JsonNode>();
        current.properties().forEach(member -> result.put(member.getKey(), member.getValue()));
        for (var entry : patch.properties()) {
            var value = entry.getValue();
            if (value.isNull()) {
                result.remove(entry.getKey());
                continue;
            }
            var present = current.get(entry.getKey());
            if (present instanceof ObjectNode object && value.isObject()) {
                result.put(entry.getKey(), merge(object, value));
            } else {
                result.put(entry.getKey(), withoutNulls(value));
            }
        }
        return inOrder(result);
    }

    private static ObjectNode inOrder(Map<String, JsonNode> members) {
        var object = Json.object();
        object.setAll(members);
        return object;
    }

    /** Nulls of objects vanish also where there is nothing to merge with, nulls of lists stay. */
    private static JsonNode withoutNulls(JsonNode value) {
        if (value.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            for (var entry : value.properties()) {
                if (!entry.getValue().isNull()) {
                    members.put(entry.getKey(), withoutNulls(entry.getValue()));
                }
            }
            return inOrder(members);
        }
        if (value.isArray()) {
            var array = Json.array();
            value.forEach(item -> array.add(withoutNulls(item)));
            return array;
        }
        return value;
    }
}
