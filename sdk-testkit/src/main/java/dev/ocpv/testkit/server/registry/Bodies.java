package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.YamlReader;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads request bodies and says what is wrong with them. */
public final class Bodies {
    static final int LIMIT = 3 * 1024 * 1024;
    private static final int SUMMARY = 30;
    private static final List<String> TYPES =
            List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");

    private Bodies() {}

    static void checkSize(byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw new StatusException(
                    413, "RequestEntityTooLarge", "Request entity too large: limit is " + LIMIT, null);
        }
    }

    /** Refuses what is no media type of documents. */
    static void checkType(Call call) {
        String type = call.body().documentType();
        if (!type.isEmpty() && !TYPES.contains(type)) {
            throw unknownFormat(TYPES);
        }
    }

    /** {@return the object that a POST or PUT carries} */
    static ObjectNode object(Call call, Strategy.Strictness strictness) {
        try {
            return parsed(call, strictness);
        } catch (DecodeException e) {
            throw unrecognized(call, e.words());
        }
    }

    /** {@return the object in the body, or a complaint without a frame} */
    static ObjectNode parsed(Call call, Strategy.Strictness strictness) {
        byte[] bytes = call.body().bytes();
        checkSize(bytes);
        String type = call.body().documentType();
        List<String> duplicates = new ArrayList<>(0);
        try {
            JsonNode node = switch (type) {
                case "", "application/json" -> JsonReader.read(bytes, duplicates);
                case "application/yaml" -> YamlReader.read(bytes, duplicates);
                case "application/vnd.kubernetes.protobuf" -> call.strategy().fromProtobuf(call);
                default -> throw unknownFormat(TYPES);
            };
            if (type.equals("application/yaml")) {
                strictness.yaml(duplicates);
            } else if (call.def().custom()) {
                duplicates.forEach(strictness::duplicate);
            } else {
                strictness.doubles(duplicates);
            }
            if (node.isNull() && !call.def().custom()) {
                return Json.object();
            }
            if (node.isNull()) {
                throw kindMissing(call);
            }
            if (!(node instanceof ObjectNode object)) {
                throw complaint(call, notAnObject(node));
            }
            checkTypeMeta(call, object);
            return object;
        } catch (JsonReader.MalformedException e) {
            String words = String.valueOf(e.getMessage());
            throw complaint(
                    call,
                    type.equals("application/yaml") ? words : "couldn't get version/kind; json parse error: " + words);
        }
    }

    private static DecodeException complaint(Call call, String words) {
        return new DecodeException(call.def().kind(), call.def().version(), words);
    }

    private static String seen(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case OBJECT -> "object";
            default -> "bool";
        };
    }

    private static void checkTypeMeta(Call call, ObjectNode object) {
        String complaint = typeMetaComplaint(object);
        if (!complaint.isEmpty()) {
            throw complaint(call, complaint);
        }
    }

    /** {@return what is wrong with the kind and the apiVersion of a document, or an empty text} */
    static String typeMetaComplaint(ObjectNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue();
            if (member.getKey().equals("apiVersion") && value.asText().split("/", -1).length > 2) {
                return "unexpected GroupVersion string: " + value.asText();
            }
            boolean typeMeta = member.getKey().equals("kind") || member.getKey().equals("apiVersion");
            if (typeMeta && !value.isTextual() && !value.isNull()) {
                return "couldn't get version/kind; json parse error: json: cannot unmarshal " + seen(value)
                        + " into Go struct field ." + member.getKey() + " of type string";
            }
        }
        return "";
    }

    private static String notAnObject(JsonNode node) {
        return "couldn't get version/kind; json parse error: json: cannot unmarshal " + seen(node)
                + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind"
                + " string \"json:\\\"kind,omitempty\\\"\" }";
    }

    /** {@return the refusal of a body that does not say what it is} */
    public static StatusException unrecognized(Call call, String words) {
        return Statuses.badRequest("the object provided is unrecognized (must be of type "
                + call.def().kind() + "): " + words + " (" + summary(call.body().bytes()) + ")");
    }

    /** {@return the refusal of an object without a kind} */
    public static StatusException kindMissing(Call call) {
        String text = new String(call.body().bytes(), StandardCharsets.UTF_8);
        return unrecognized(call, "Object 'Kind' is missing in '" + text + "'");
    }

    private static String summary(byte[] bytes) {
        if (bytes.length == 0) {
            return "<empty>";
        }
        byte[] start = bytes.length > SUMMARY ? java.util.Arrays.copyOf(bytes, SUMMARY) : bytes;
        String text = bytes[0] == '{'
                ? new String(start, StandardCharsets.UTF_8)
                : java.util.HexFormat.of().formatHex(start);
        return bytes.length > SUMMARY ? text + " ..." : text;
    }

    static StatusException unknownFormat(List<String> accepted) {
        return new StatusException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted),
                null);
    }
}
