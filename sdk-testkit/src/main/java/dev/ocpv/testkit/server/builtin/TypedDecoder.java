package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.registry.Strategy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into the shape of a Go struct and writes it back as Go does: what is unknown or empty goes. */
final class TypedDecoder {
    private final TypeTable types;
    private final Strategy.Strictness strictness;
    private final StructVisitor visitor;
    private final Deque<String> names = new ArrayDeque<>();

    TypedDecoder(TypeTable types, Strategy.Strictness strictness, StructVisitor visitor) {
        this.types = types;
        this.strictness = strictness;
        this.visitor = visitor;
    }

    /** Hears of each struct that was read, inner ones first, and may set defaults in it. */
    @FunctionalInterface
    interface StructVisitor {
        /** A struct of this type was read. */
        void visit(String type, ObjectNode struct);
    }

    /** The document does not fit the types. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String mergedWords;

        UnfitException(String message) {
            this(message, message);
        }

        UnfitException(String message, String mergedWords) {
            super(message, null, false, false);
            this.mergedWords = mergedWords;
        }

        String mergedWords() {
            return mergedWords;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    ObjectNode struct(JsonNode sent, String type, String path) throws UnfitException {
        GoStruct struct = types.struct(type);
        ObjectNode result = Json.object();
        if (sent instanceof ObjectNode object) {
            Map<String, JsonNode> read = members(object, struct, path);
            for (GoStruct.Field field : struct.fields().values()) {
                names.addLast(field.json());
                put(result, field, read.get(field.json()));
                names.removeLast();
            }
        } else {
            for (GoStruct.Field field : struct.fields().values()) {
                put(result, field, null);
            }
        }
        visitor.visit(type, result);
        return result;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** {@return what the members hold} They are read in the order in which they were sent, as complaints come in it. */
    private Map<String, JsonNode> members(ObjectNode object, GoStruct struct, String path) throws UnfitException {
        Map<String, JsonNode> read = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            String at = child(path, name);
            GoStruct.Field field = struct.fields().get(name);
            if (field == null) {
                if (!path.isEmpty() || !(name.equals("kind") || name.equals("apiVersion"))) {
                    strictness.unknown(at);
                }
            } else if (!member.getValue().isNull()) {
                names.addLast(name);
                read.put(name, value(member.getValue(), field.type(), struct, at));
                names.removeLast();
            }
            strictness.passed(at);
        }
        return read;
    }

    private void put(ObjectNode result, GoStruct.Field field, @Nullable JsonNode read) throws UnfitException {
        GoType type = field.type();
        if (read != null && !isEmpty(read, type)) {
            result.set(field.json(), read);
            return;
        }
        if (type.kind() == GoType.Kind.STRUCT && !type.pointer()) {
            ObjectNode zero =
                    read instanceof ObjectNode object ? object : struct(NullNode.getInstance(), type.name(), "");
            if (!field.omitZero() || !zero.isEmpty()) {
                result.set(field.json(), zero);
            }
            return;
        }
        boolean time = type.kind() == GoType.Kind.TIME || type.kind() == GoType.Kind.MICRO_TIME;
        if (time && !type.pointer()) {
            if (!field.omitZero()) {
                result.set(field.json(), NullNode.getInstance());
            }
            return;
        }
        if (!field.omitEmpty()) {
            result.set(field.json(), zero(type));
        }
    }

    private static boolean isEmpty(JsonNode value, GoType type) {
        if (type.pointer() || type.kind() == GoType.Kind.RAW || type.kind() == GoType.Kind.FIELDS) {
            return false;
        }
        return switch (type.kind()) {
            case LIST, MAP -> value.isEmpty();
            case STRUCT -> false;
            case STRING, BYTES -> value.isTextual() && value.textValue().isEmpty();
            case INT, FLOAT -> value.doubleValue() == 0;
            case BOOL -> !value.booleanValue();
            default -> false;
        };
    }

    private static JsonNode zero(GoType type) {
        if (type.pointer()) {
            return NullNode.getInstance();
        }
        return switch (type.kind()) {
            case STRING -> Json.text("");
            case INT, FLOAT, INT_OR_STRING -> Json.number(0);
            case BOOL -> BooleanNode.FALSE;
            case QUANTITY -> Json.text("0");
            case DURATION -> Json.text("0s");
            default -> NullNode.getInstance();
        };
    }

    private @Nullable JsonNode value(JsonNode sent, GoType type, GoStruct owner, String path) throws UnfitException {
        switch (type.kind()) {
            case STRING -> {
                return expect(sent.isTextual(), sent, type, owner);
            }
            case BOOL -> {
                return expect(sent.isBoolean(), sent, type, owner);
            }
            case INT -> {
                return whole(sent, type, owner);
            }
            case FLOAT -> {
                return expect(sent.isNumber(), sent, type, owner);
            }
            case BYTES -> {
                expect(sent.isTextual(), sent, type, owner);
                return Json.text(Scalars.base64(sent.textValue()));
            }
            case TIME -> {
                expect(sent.isTextual(), sent, type, owner);
                return Scalars.time(sent.textValue());
            }
            case MICRO_TIME -> {
                expect(sent.isTextual(), sent, type, owner);
                return Scalars.microTime(sent.textValue());
            }
            case QUANTITY -> {
                return Scalars.quantity(sent);
            }
            case INT_OR_STRING -> {
                return expect(sent.isTextual() || sent.isIntegralNumber(), sent, type, owner);
            }
            case DURATION, FIELDS -> {
                return sent;
            }
            case RAW -> {
                return schemaOr(sent, type, path);
            }
            case LIST -> {
                return list(sent, type, owner, path);
            }
            case MAP -> {
                return map(sent, type, owner, path);
            }
            default -> {
                expect(sent.isObject(), sent, type, owner);
                return struct(sent, type.name(), path);
            }
        }
    }

    /** Some fields of a schema hold a schema or something else. */
    private JsonNode schemaOr(JsonNode sent, GoType type, String path) throws UnfitException {
        if (!type.name().startsWith("JSONSchemaPropsOr")) {
            return sent;
        }
        if (sent.isObject()) {
            return struct(sent, "apiextensions.JSONSchemaProps", path);
        }
        if (!sent.isArray()) {
            return sent;
        }
        ArrayNode list = Json.array();
        for (JsonNode item : sent) {
            list.add(item.isObject() ? struct(item, "apiextensions.JSONSchemaProps", path) : item);
        }
        return list;
    }

    private JsonNode whole(JsonNode sent, GoType type, GoStruct owner) throws UnfitException {
        if (sent instanceof DoubleNode number) {
            if (number.doubleValue() == Math.rint(number.doubleValue()) && Math.abs(number.doubleValue()) < 9e15) {
                return Json.number((long) number.doubleValue());
            }
            throw unfit("number " + JsonWriter.text(sent), sent, type, owner);
        }
        expect(sent.isIntegralNumber(), sent, type, owner);
        boolean fits = !type.goName().equals("int32") || sent.longValue() == (int) sent.longValue();
        if (!fits) {
            throw unfit("number " + sent.longValue(), sent, type, owner);
        }
        return sent;
    }

    private JsonNode list(JsonNode sent, GoType type, GoStruct owner, String path) throws UnfitException {
        expect(sent.isArray(), sent, type, owner);
        ArrayNode list = Json.array();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode item = sent.get(i);
            JsonNode read = item.isNull() ? null : value(item, type.items(), owner, path + "[" + i + "]");
            list.add(read == null ? zeroItem(type.items()) : read);
        }
        return list;
    }

    private JsonNode map(JsonNode sent, GoType type, GoStruct owner, String path) throws UnfitException {
        expect(sent.isObject(), sent, type, owner);
        ObjectNode map = Json.object();
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            JsonNode read = member.getValue().isNull()
                    ? null
                    : value(member.getValue(), type.items(), owner, path + "." + member.getKey());
            map.set(member.getKey(), read == null ? zeroItem(type.items()) : read);
            strictness.passed(path, member.getKey());
        }
        return map;
    }

    private JsonNode zeroItem(GoType type) throws UnfitException {
        return type.kind() == GoType.Kind.STRUCT && !type.pointer()
                ? struct(NullNode.getInstance(), type.name(), "")
                : type.kind() == GoType.Kind.BYTES ? NullNode.getInstance() : zero(type);
    }

    private JsonNode expect(boolean fits, JsonNode sent, GoType type, GoStruct owner) throws UnfitException {
        if (!fits) {
            throw unfit(seen(sent), sent, type, owner);
        }
        return sent;
    }

    private static String seen(JsonNode sent) {
        return switch (sent.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            default -> "null";
        };
    }

    private UnfitException unfit(String seen, JsonNode sent, GoType type, GoStruct owner) {
        return new UnfitException(
                "json: cannot unmarshal " + seen + " into Go struct field " + owner.shortName() + "."
                        + String.join(".", names) + " of type " + type.goName(),
                MergedWords.of(sent, type));
    }
}
