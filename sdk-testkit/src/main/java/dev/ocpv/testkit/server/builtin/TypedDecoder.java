package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.WrittenNumber;
import dev.ocpv.testkit.server.registry.Strategy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into the shape of a Go struct and writes it back as Go does: what is unknown or empty goes. */
final class TypedDecoder {
    private static final String SCHEMA = "apiextensions.JSONSchemaProps";

    private final TypeTable types;
    private final Strategy.Strictness strictness;
    private final StructVisitor visitor;
    private final Deque<String> names = new ArrayDeque<>();
    private final SentEmpties empties = new SentEmpties();
    private boolean cutsNumbers;
    private boolean keepsEmpties;

    TypedDecoder(TypeTable types, Strategy.Strictness strictness, StructVisitor visitor) {
        this.types = types;
        this.strictness = strictness;
        this.visitor = visitor;
    }

    /** Cuts off what is too large for a number instead of refusing it, as Go does with what was merged in memory. */
    TypedDecoder cuttingNumbers() {
        cutsNumbers = true;
        return this;
    }

    /** Keeps the lists and maps that were sent empty until they are settled. */
    TypedDecoder keepingEmpties() {
        keepsEmpties = true;
        return this;
    }

    /** {@return the lists and maps that were sent empty} */
    SentEmpties empties() {
        return empties;
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
        Map<String, JsonNode> read = sent instanceof ObjectNode object ? members(object, struct, path) : Map.of();
        boolean keepsEmpty = type.startsWith("apiextensions.");
        for (GoStruct.Field field : struct.fields().values()) {
            JsonNode value = read.get(field.json());
            if (keepsEmpty && value != null && value.isArray() && !field.omitEmpty()) {
                result.set(field.json(), value);
            } else if (keepsEmpties && value != null && value.isContainerNode() && value.isEmpty() && isMany(field)) {
                result.set(field.json(), value);
                empties.add(result, field, child(path, field.json()));
            } else {
                put(result, field, value);
            }
        }
        visitor.visit(type, result);
        return result;
    }

    private static boolean isMany(GoStruct.Field field) {
        GoType.Kind kind = field.type().kind();
        return kind == GoType.Kind.LIST || kind == GoType.Kind.MAP;
    }

    /** Reads in the order of the document, in which the real server comes upon what it does not know. */
    private Map<String, JsonNode> members(ObjectNode sent, GoStruct struct, String path) throws UnfitException {
        Map<String, JsonNode> members = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            GoStruct.Field field = struct.fields().get(member.getKey());
            if (field == null) {
                unknown(member.getKey(), path);
            } else if (!member.getValue().isNull()) {
                names.addLast(field.embedded() + field.json());
                JsonNode read = value(member.getValue(), field.type(), struct, child(path, field.json()));
                names.removeLast();
                if (read != null) {
                    members.put(field.json(), read);
                }
            }
            strictness.passed(path, member.getKey());
        }
        return members;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void unknown(String name, String path) {
        if (!path.isEmpty() || !(name.equals("kind") || name.equals("apiVersion"))) {
            strictness.unknown(child(path, name));
        }
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
                return type.name().startsWith("JSONSchemaPropsOr") ? schemaOr(sent, type, owner) : sent;
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

    /** Some fields of a schema hold a schema or something else; they are read on their own, and leniently. */
    private JsonNode schemaOr(JsonNode sent, GoType type, GoStruct owner) throws UnfitException {
        TypedDecoder inner = new TypedDecoder(types, new Strategy.Strictness(), visitor);
        if (sent.isObject()) {
            return inner.struct(sent, SCHEMA, "");
        }
        if (type.name().endsWith("Bool") && !sent.isBoolean()) {
            throw new UnfitException("boolean or JSON schema expected");
        }
        if (!sent.isArray()) {
            return sent;
        }
        GoType item = GoType.parse(type.name().endsWith("StringArray") ? "string" : SCHEMA);
        ArrayNode list = Json.array();
        for (JsonNode one : sent) {
            list.add(inner.value(one, item, owner, ""));
        }
        return list;
    }

    private JsonNode whole(JsonNode sent, GoType type, GoStruct owner) throws UnfitException {
        if (sent instanceof WrittenNumber number && !cutsNumbers) {
            throw unfit("number " + number.written(), sent, type, owner);
        }
        if (sent instanceof DoubleNode number) {
            if (number.doubleValue() == Math.rint(number.doubleValue()) && Math.abs(number.doubleValue()) < 9e15) {
                return Json.number((long) number.doubleValue());
            }
            throw unfit("number " + JsonWriter.text(sent), sent, type, owner);
        }
        expect(sent.isIntegralNumber(), sent, type, owner);
        int cut = (int) sent.longValue();
        boolean fits = !type.goName().equals("int32") || sent.longValue() == cut;
        if (!fits && cutsNumbers) {
            return Json.number(cut);
        }
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
                : type.kind() == GoType.Kind.BYTES ? Json.text("") : zero(type);
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
