package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
        return new MergePatch(PatchReader.normal(read.value()), read.duplicates());
    }

    /** {@return what strict field validation objects to} */
    public List<String> strictErrors() {
        return strictErrors;
    }

    /** {@return the patched document}; the input is not changed, and what is untouched is shared with it. */
    public ObjectNode apply(ObjectNode document) {
        return merge(document, patch);
    }

    /** {@return a patched document with its fields in the order in which messages show it} */
    public ObjectNode arranged(ObjectNode patched) {
        return arranged(PatchedOrder.withEntriesAsDeclared(patched), patch);
    }

    private static ObjectNode arranged(ObjectNode patched, JsonNode patch) {
        ObjectNode result = PatchedOrder.level(patched);
        for (var change : patch.properties()) {
            if (change.getValue().isObject() && result.get(change.getKey()) instanceof ObjectNode member) {
                result.set(change.getKey(), arranged(member, change.getValue()));
            }
        }
        return result;
    }

    private static ObjectNode merge(ObjectNode current, JsonNode patch) {
        var result = JsonNodeFactory.instance.objectNode();
        result.setAll(current);
        for (var entry : patch.properties()) {
            var value = entry.getValue();
            if (value.isNull()) {
                result.remove(entry.getKey());
                continue;
            }
            var present = current.get(entry.getKey());
            if (present instanceof ObjectNode object && value.isObject()) {
                result.set(entry.getKey(), merge(object, value));
            } else {
                result.set(entry.getKey(), withoutNulls(value));
            }
        }
        return result;
    }

    /** Nulls of objects vanish also where there is nothing to merge with, nulls of lists stay. */
    private static JsonNode withoutNulls(JsonNode value) {
        if (value.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            for (var entry : value.properties()) {
                if (!entry.getValue().isNull()) {
                    object.set(entry.getKey(), withoutNulls(entry.getValue()));
                }
            }
            return object;
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> array.add(withoutNulls(item)));
            return array;
        }
        return value;
    }
}
