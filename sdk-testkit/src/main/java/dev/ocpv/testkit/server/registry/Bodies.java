package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.YamlReader;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads request bodies and says what is wrong with them. */
final class Bodies {
    static final int LIMIT = 3 * 1024 * 1024;

    private Bodies() {}

    static void checkSize(byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw new StatusException(
                    413, "RequestEntityTooLarge", "Request entity too large: limit is " + LIMIT, null);
        }
    }

    /** {@return the object that a POST or PUT carries} */
    static ObjectNode object(Call call, Strategy.Strictness strictness) {
        byte[] bytes = call.body().bytes();
        checkSize(bytes);
        String type = call.body().mediaType();
        List<String> duplicates = new ArrayList<>(0);
        try {
            JsonNode node = switch (type) {
                case "", "application/json" -> JsonReader.read(bytes, duplicates);
                case "application/yaml" -> YamlReader.read(bytes, duplicates);
                case "application/vnd.kubernetes.protobuf" ->
                    throw unknownFormat("application/json", "application/yaml");
                default ->
                    throw unknownFormat("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
            };
            if (type.equals("application/yaml")) {
                duplicates.forEach(strictness::note);
            } else {
                duplicates.forEach(strictness::duplicate);
            }
            if (!(node instanceof ObjectNode object)) {
                throw unrecognized(call, notAnObject(call, node), node);
            }
            return object;
        } catch (JsonReader.MalformedException e) {
            throw malformed(call, e, bytes);
        }
    }

    private static String notAnObject(Call call, JsonNode node) {
        String seen = node.isArray() ? "array" : node.isTextual() ? "string" : node.isNumber() ? "number" : "bool";
        if (node.isNull()) {
            return "Object 'Kind' is missing in '" + JsonWriter.text(node) + "'";
        }
        return call.def().custom()
                ? "json: cannot unmarshal " + seen + " into Go value of type map[string]interface {}"
                : "couldn't get version/kind; json parse error: json: cannot unmarshal " + seen
                        + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind"
                        + " string \"json:\\\"kind,omitempty\\\"\" }";
    }

    private static StatusException malformed(Call call, JsonReader.MalformedException e, byte[] bytes) {
        String words = String.valueOf(e.getMessage());
        String start = "couldn't get version/kind; json parse error: " + words;
        return unrecognized(call, start, bytes);
    }

    static StatusException unrecognized(Call call, String words, JsonNode node) {
        return unrecognized(call, words, JsonWriter.bytes(node));
    }

    static StatusException unrecognized(Call call, String words, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String hint = text.length() > 30 ? text.substring(0, 30) + " ..." : text;
        return Statuses.badRequest("the object provided is unrecognized (must be of type "
                + call.def().kind() + "): " + words + " (" + hint + ")");
    }

    static StatusException unknownFormat(String... accepted) {
        return new StatusException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted),
                null);
    }
}
