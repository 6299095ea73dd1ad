package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.ProtobufReader;
import dev.ocpv.testkit.server.codec.ProtobufReader.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what Go clients send of built-in kinds: an envelope of kind and bytes, and structs by the numbers of their fields. */
final class ProtobufDecoder {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int DEEPEST = 64;
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private final TypeTable types;

    ProtobufDecoder(TypeTable types) {
        this.types = types;
    }

    /** What stands in an envelope. */
    private static final class Envelope {
        String apiVersion = "";
        String kind = "";
        byte[] raw = new byte[0];
    }

    /** Knows the struct of a kind. */
    @FunctionalInterface
    interface Kinds {
        /** {@return the struct, or an empty text} */
        String struct(String apiVersion, String kind);
    }

    ObjectNode object(byte[] bytes, Kinds kinds) throws MalformedException {
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            throw new MalformedException(
                    "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }
        Envelope envelope = envelope(Arrays.copyOfRange(bytes, MAGIC.length, bytes.length));
        String type = kinds.struct(envelope.apiVersion, envelope.kind);
        if (type.isEmpty()) {
            throw new MalformedException("no kind \"" + envelope.kind + "\" is registered for version \""
                    + envelope.apiVersion + "\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"");
        }
        ObjectNode object = Json.object();
        object.put("kind", envelope.kind).put("apiVersion", envelope.apiVersion);
        struct(object, envelope.raw, type, 0);
        return object;
    }

    private static Envelope envelope(byte[] bytes) throws MalformedException {
        Envelope envelope = new Envelope();
        ProtobufReader outer = new ProtobufReader(bytes);
        while (outer.next()) {
            if (outer.number() == 1) {
                ProtobufReader inner = new ProtobufReader(outer.bytes());
                while (inner.next()) {
                    if (inner.number() == 1) {
                        envelope.apiVersion = inner.text();
                    } else if (inner.number() == 2) {
                        envelope.kind = inner.text();
                    }
                }
            } else if (outer.number() == 2) {
                envelope.raw = outer.bytes();
            }
        }
        return envelope;
    }

    private void struct(ObjectNode object, byte[] bytes, String type, int depth) throws MalformedException {
        if (depth > DEEPEST) {
            throw new MalformedException("proto: nested too deeply");
        }
        ProtobufReader reader = new ProtobufReader(bytes);
        while (reader.next()) {
            GoStruct.Field field = types.byNumber(type, reader.number());
            if (field == null) {
                continue;
            }
            if (field.json().equals("&")) {
                struct(object, reader.bytes(), field.type().name(), depth + 1);
                continue;
            }
            GoType of = field.type();
            switch (of.kind()) {
                case LIST -> list(array(object, field.json()), reader, of.items(), depth);
                case MAP -> entry(Json.objectAt(object, field.json()), reader.bytes(), of.items(), depth);
                default -> {
                    JsonNode value = value(reader, of, depth);
                    if (value != null) {
                        object.set(field.json(), value);
                    }
                }
            }
        }
    }

    private static ArrayNode array(ObjectNode object, String name) {
        return object.get(name) instanceof ArrayNode known ? known : object.putArray(name);
    }

    private void list(ArrayNode list, ProtobufReader reader, GoType item, int depth) throws MalformedException {
        JsonNode value = value(reader, item, depth);
        if (value != null) {
            list.add(value);
        }
    }

    private void entry(ObjectNode map, byte[] bytes, GoType item, int depth) throws MalformedException {
        String key = "";
        JsonNode value = null;
        ProtobufReader reader = new ProtobufReader(bytes);
        while (reader.next()) {
            if (reader.number() == 1) {
                key = reader.text();
            } else if (reader.number() == 2) {
                value = item.kind() == GoType.Kind.LIST
                        ? wrapped(reader.bytes(), item, depth)
                        : value(reader, item, depth);
            }
        }
        map.set(key, value == null ? Json.text("") : value);
    }

    /** A list as the value of a map is a message of its own. */
    private ArrayNode wrapped(byte[] bytes, GoType list, int depth) throws MalformedException {
        ArrayNode items = Json.array();
        ProtobufReader reader = new ProtobufReader(bytes);
        while (reader.next()) {
            if (reader.number() == 1) {
                list(items, reader, list.items(), depth);
            }
        }
        return items;
    }

    private @Nullable JsonNode value(ProtobufReader reader, GoType type, int depth) throws MalformedException {
        return switch (type.kind()) {
            case STRING -> Json.text(reader.text());
            case INT -> Json.number(type.name().equals("int32") ? (int) reader.number64() : reader.number64());
            case BOOL -> BooleanNode.valueOf(reader.number64() != 0);
            case FLOAT -> DoubleNode.valueOf(reader.number64Float());
            case BYTES -> Json.text(Base64.getEncoder().encodeToString(reader.bytes()));
            case STRUCT -> {
                ObjectNode object = Json.object();
                struct(object, reader.bytes(), type.name(), depth + 1);
                yield object;
            }
            case RAW -> raw(reader.bytes(), type.name(), depth);
            default -> Wrapped.read(reader.bytes(), type.kind());
        };
    }

    private @Nullable JsonNode raw(byte[] bytes, String name, int depth) throws MalformedException {
        ProtobufReader reader = new ProtobufReader(bytes);
        ArrayNode list = Json.array();
        boolean plain = name.isEmpty() || name.equals("JSON");
        JsonNode found = plain || name.endsWith("Bool") ? null : list;
        while (reader.next()) {
            if (plain) {
                found = json(reader.bytes());
            } else if (name.endsWith("Bool") && reader.number() == 1) {
                found = found == null ? BooleanNode.valueOf(reader.number64() != 0) : found;
            } else if (reader.number() == 1 || name.endsWith("Bool")) {
                ObjectNode schema = Json.object();
                struct(schema, reader.bytes(), "apiextensions.JSONSchemaProps", depth + 1);
                found = schema;
            } else if (name.endsWith("StringArray")) {
                list.add(reader.text());
            } else {
                ObjectNode schema = list.addObject();
                struct(schema, reader.bytes(), "apiextensions.JSONSchemaProps", depth + 1);
            }
        }
        return found;
    }

    private static JsonNode json(byte[] bytes) throws MalformedException {
        try {
            return JsonReader.read(bytes);
        } catch (JsonReader.MalformedException e) {
            throw new MalformedException(
                    "json: " + e.getMessage() + " in " + new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** The structs that are texts or numbers in JSON. */
    private static final class Wrapped {
        private long first;
        private long second;
        private String text = "";
        private byte[] bytes = new byte[0];

        static @Nullable JsonNode read(byte[] message, GoType.Kind kind) throws MalformedException {
            Wrapped wrapped = new Wrapped();
            ProtobufReader reader = new ProtobufReader(message);
            while (reader.next()) {
                if (reader.isBlock()) {
                    wrapped.text = reader.text();
                    wrapped.bytes = reader.bytes();
                } else if (reader.number() == 1) {
                    wrapped.first = reader.number64();
                } else {
                    wrapped.second = reader.number64();
                }
            }
            return message.length == 0 && (kind == GoType.Kind.TIME || kind == GoType.Kind.MICRO_TIME)
                    ? null
                    : wrapped.as(kind);
        }

        private @Nullable JsonNode as(GoType.Kind kind) throws MalformedException {
            return switch (kind) {
                case TIME -> Json.text(Instant.ofEpochSecond(first).toString());
                case MICRO_TIME ->
                    Json.text(MICROS.format(Instant.ofEpochSecond(first, second).atOffset(ZoneOffset.UTC)));
                case QUANTITY -> Json.text(text);
                case INT_OR_STRING -> first == 0 ? Json.number(int32(second)) : Json.text(text);
                case FIELDS -> bytes.length == 0 ? null : json(bytes);
                default -> null;
            };
        }
    }

    /** Varints carry an int32 in 64 bits, of which the lower ones count. */
    private static long int32(long varint) {
        int lower = (int) varint;
        return lower;
    }
}
