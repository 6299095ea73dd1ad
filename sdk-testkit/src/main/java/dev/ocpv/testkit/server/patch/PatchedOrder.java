package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The order of the fields in a patched document: sorted where the patch took it apart, as it was elsewhere. */
public final class PatchedOrder {
    private static final List<String> ENTRY_FIELDS =
            List.of("manager", "operation", "apiVersion", "time", "fieldsType", "fieldsV1", "subresource");

    private PatchedOrder() {}

    /** {@return the document with the fields of every object sorted} */
    public static ObjectNode sorted(ObjectNode document) {
        return (ObjectNode) allSorted(document);
    }

    private static JsonNode allSorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = level(object);
            result.properties().forEach(member -> member.setValue(allSorted(member.getValue())));
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> result.add(allSorted(item)));
            return result;
        }
        return node;
    }

    /** {@return a copy of an object with its own fields sorted} */
    static ObjectNode level(ObjectNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        ObjectNode result = Json.object();
        result.setAll(members);
        return result;
    }

    /** {@return the document with the entries of its managedFields in the order of their Go type} */
    public static ObjectNode withEntriesAsDeclared(ObjectNode document) {
        if (!(document.get("metadata") instanceof ObjectNode metadata)
                || !(metadata.get("managedFields") instanceof ArrayNode entries)) {
            return document;
        }
        ArrayNode ordered = JsonNodeFactory.instance.arrayNode(entries.size());
        entries.forEach(entry -> ordered.add(entry instanceof ObjectNode object ? asDeclared(object) : entry));
        metadata.set("managedFields", ordered);
        return document;
    }

    private static ObjectNode asDeclared(ObjectNode entry) {
        ObjectNode result = Json.object();
        for (String field : ENTRY_FIELDS) {
            if (entry.has(field)) {
                result.set(field, entry.get(field));
            }
        }
        entry.properties().forEach(member -> result.putIfAbsent(member.getKey(), member.getValue()));
        return result;
    }
}
