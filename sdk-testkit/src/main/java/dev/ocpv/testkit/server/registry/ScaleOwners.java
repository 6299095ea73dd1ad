package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;

/**
 * Who owns the number of replicas. Nobody does after a scale without the number, as zero is left out, and once nobody
 * does, scales leave it so.
 */
final class ScaleOwners {
    private ScaleOwners() {}

    /** {@return who owns the field at the path, as a scale says so} */
    static ArrayNode of(ObjectNode object, String[] steps, String apiVersion) {
        ArrayNode owners = Json.array();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            JsonNode at = entry.path("fieldsV1");
            for (String step : steps) {
                at = at.path("f:" + step);
            }
            if (!at.isMissingNode()) {
                ObjectNode owner = Json.shallow((ObjectNode) entry);
                owner.put("apiVersion", apiVersion);
                owner.putObject("fieldsV1").putObject("f:spec").putObject("f:replicas");
                owners.add(owner);
            }
        }
        return owners;
    }

    /** {@return the object, changed in place, without anybody owning the field at the path} */
    static ObjectNode without(ObjectNode object, String[] steps) {
        if (object.path("metadata").get("managedFields") instanceof ArrayNode entries) {
            ArrayNode left = Json.array();
            for (JsonNode entry : entries) {
                ObjectNode copy = entry.deepCopy();
                remove(Json.objectAt(copy, "fieldsV1"), steps, 0);
                if (!copy.path("fieldsV1").isEmpty()) {
                    left.add(copy);
                }
            }
            Json.objectAt(object, "metadata").set("managedFields", left);
        }
        return object;
    }

    private static void remove(ObjectNode fields, String[] steps, int at) {
        String key = "f:" + steps[at];
        if (at == steps.length - 1) {
            fields.remove(key);
        } else if (fields.get(key) instanceof ObjectNode inner) {
            remove(inner, steps, at + 1);
            if (inner.isEmpty()) {
                fields.remove(key);
            }
        }
    }
}
