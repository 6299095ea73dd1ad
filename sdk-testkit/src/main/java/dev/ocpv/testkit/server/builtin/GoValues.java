package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Prints parts of objects as field errors show them: by the names of the real server's Go types. From Kubernetes 1.34
 * that is JSON, before it is Go syntax.
 */
final class GoValues {
    private static final Set<String> INITIALS = Set.of(
            "api", "uid", "ip", "dns", "fs", "csi", "nfs", "iscsi", "rbd", "fc", "http", "tcp", "grpc", "tty", "gce",
            "aws", "cidr", "url", "os");
    private static final Map<String, String> NAMES = Map.of(
            "metadata",
            "ObjectMeta",
            "ips",
            "IPs",
            "cephfs",
            "CephFS",
            "storageos",
            "StorageOS",
            "seLinuxOptions",
            "SELinuxOptions");
    private static final String POINTER = "(0xc000123456)";

    /** The packages of types that are shown without the struct that they belong to. */
    private static final Map<String, String> OWNERS =
            Map.of("PolicyType", "networking", "VolumeLifecycleMode", "storage");

    private final TypeTable types;
    /** The package whose named types are meant. */
    private String owner = "core";

    private GoValues(TypeTable types) {
        this.types = types;
    }

    /** {@return a value of a type, to be shown in a field error} */
    static JsonNode shown(JsonNode value, GoType type, int minor) {
        boolean nothing = value.isMissingNode() || value.isNull();
        boolean compound = switch (type.kind()) {
            case STRUCT, LIST, MAP -> true;
            default -> false;
        };
        if (nothing && (type.pointer() || (compound && minor >= 34))) {
            return NullNode.getInstance();
        }
        GoValues values = new GoValues(TypeTable.of(minor));
        return switch (type.kind()) {
            case STRUCT, LIST, MAP ->
                GoText.verbatim(minor >= 34 ? values.json(value, type) : values.syntax(value, type.pointed()));
            case INT_OR_STRING -> minor >= 34 ? value : GoText.verbatim(values.syntax(value, type.pointed()));
            case STRING -> nothing ? Json.text("") : value;
            case INT, FLOAT -> nothing ? Json.number(0) : value;
            case BYTES -> minor >= 34 ? value : GoText.verbatim(bytes(value.asText()));
            default -> value;
        };
    }

    private static String bytes(String base64) {
        StringJoiner bytes = new StringJoiner(", ", "[]byte{", "}");
        for (byte one : Base64.getDecoder().decode(base64)) {
            bytes.add("0x" + Integer.toHexString(one & 255));
        }
        return bytes.toString();
    }

    /** {@return a quantity that is shown by its parts, as releases before 1.34 do where the code forgot to make it text} */
    static JsonNode shownQuantity(String text, int minor) {
        return minor >= 34 ? Json.text(text) : GoText.verbatim(quantity(text));
    }

    private String json(JsonNode value, GoType type) {
        if (value.isMissingNode() || value.isNull()) {
            return zero(type);
        }
        return switch (type.kind()) {
            case STRUCT -> type.name().startsWith("meta.") ? GoText.json(value) : jsonStruct(value, type);
            case LIST -> {
                StringJoiner items = new StringJoiner(",", "[", "]");
                value.forEach(item -> items.add(json(item, type.items())));
                yield items.toString();
            }
            case MAP -> {
                StringJoiner members = new StringJoiner(",", "{", "}");
                sorted(value)
                        .forEach((key, member) ->
                                members.add(GoText.json(Json.text(key)) + ":" + json(member, type.items())));
                yield members.toString();
            }
            default -> GoText.json(value);
        };
    }

    private String zero(GoType type) {
        if (type.pointer()) {
            return "null";
        }
        return switch (type.kind()) {
            case STRING -> "\"\"";
            case INT, FLOAT, INT_OR_STRING -> "0";
            case BOOL -> "false";
            case QUANTITY -> "\"0\"";
            case STRUCT -> type.name().startsWith("meta.") ? "{}" : jsonStruct(Json.object(), type);
            default -> "null";
        };
    }

    /** The code embeds metadata, of which only what is there is shown, beside the other fields. */
    private void metadata(JsonNode metadata, StringJoiner fields) {
        for (String name : types.struct("meta.ObjectMeta").fields().keySet()) {
            if (!Json.isEmpty(metadata.path(name))) {
                fields.add(GoText.json(Json.text(name)) + ":" + GoText.json(metadata.get(name)));
            }
        }
    }

    private String jsonStruct(JsonNode given, GoType type) {
        JsonNode value = InternalShape.value(type.name(), given);
        StringJoiner fields = new StringJoiner(",", "{", "}");
        for (InternalShape.Shown field : InternalShape.fields(types, type.name())) {
            if (field.type().name().equals("meta.ObjectMeta")) {
                metadata(value.path(field.json()), fields);
                continue;
            }
            fields.add(GoText.json(Json.text(field.name())) + ":" + json(value.path(field.json()), field.type()));
        }
        return fields.toString();
    }

    private String syntax(JsonNode value, GoType type) {
        boolean nothing = value.isMissingNode() || value.isNull();
        if (type.pointer()) {
            return type.kind() == GoType.Kind.TIME || type.kind() == GoType.Kind.MICRO_TIME
                    ? nothing ? "<nil>" : value.asText()
                    : "(*" + name(type.pointed()) + ")" + (nothing ? "(nil)" : POINTER);
        }
        return switch (type.kind()) {
            case STRUCT -> struct(nothing ? Json.object() : value, type);
            case LIST, MAP -> nothing ? name(type) + "(nil)" : collection(value, type);
            case STRING -> GoText.quote(nothing ? "" : value.asText());
            case QUANTITY -> quantity(nothing ? "0" : value.asText());
            case TIME, MICRO_TIME -> nothing ? "time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)" : value.asText();
            case INT_OR_STRING -> intOrString(value);
            case BOOL -> Boolean.toString(value.asBoolean());
            default -> nothing ? "0" : value.asText();
        };
    }

    private String struct(JsonNode given, GoType type) {
        JsonNode value = InternalShape.value(type.name(), given);
        StringJoiner fields = new StringJoiner(", ", name(type) + "{", "}");
        String before = owner;
        owner = type.name().substring(0, type.name().indexOf('.'));
        for (InternalShape.Shown field : InternalShape.fields(types, type.name())) {
            fields.add(field.name() + ":" + syntax(value.path(field.json()), field.type()));
        }
        owner = before;
        return fields.toString();
    }

    private String collection(JsonNode value, GoType type) {
        StringJoiner members = new StringJoiner(", ", name(type) + "{", "}");
        if (type.kind() == GoType.Kind.LIST) {
            value.forEach(item -> members.add(syntax(item, type.items())));
        } else {
            sorted(value).forEach((key, member) -> members.add(GoText.quote(key) + ":" + syntax(member, type.items())));
        }
        return members.toString();
    }

    private static String intOrString(JsonNode value) {
        return value.isTextual()
                ? "intstr.IntOrString{Type:1, IntVal:0, StrVal:" + GoText.quote(value.textValue()) + "}"
                : "intstr.IntOrString{Type:0, IntVal:" + value.asLong() + ", StrVal:\"\"}";
    }

    private static String quantity(String text) {
        BigDecimal value = QuantityText.value(text).stripTrailingZeros();
        int scale = value.scale() <= 0 ? 0 : value.scale() <= 3 ? 3 : value.scale() <= 6 ? 6 : 9;
        return "resource.Quantity{i:resource.int64Amount{value:"
                + value.scaleByPowerOfTen(scale).toBigInteger() + ", scale:" + -scale
                + "}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:" + GoText.quote(text) + ", Format:\""
                + (text.endsWith("i") ? "BinarySI" : "DecimalSI") + "\"}";
    }

    private String name(GoType type) {
        return switch (type.kind()) {
            case STRUCT -> type.name().replaceFirst("^meta\\.", "v1.");
            case LIST -> "[]" + name(type.items());
            case MAP ->
                type.items().kind() == GoType.Kind.QUANTITY ? "core.ResourceList" : "map[string]" + name(type.items());
            case STRING ->
                type.name().isEmpty() ? "string" : OWNERS.getOrDefault(type.name(), owner) + "." + type.name();
            case INT_OR_STRING -> "intstr.IntOrString";
            case QUANTITY -> "resource.Quantity";
            default -> type.goName();
        };
    }

    /** {@return the name of a field in the code} */
    static String goName(String json) {
        String known = NAMES.get(json);
        if (known != null) {
            return known;
        }
        int end = 0;
        while (end < json.length() && !Character.isUpperCase(json.charAt(end))) {
            end++;
        }
        String first = json.substring(0, end);
        return INITIALS.contains(first)
                ? first.toUpperCase(java.util.Locale.ROOT) + json.substring(end)
                : Character.toUpperCase(json.charAt(0)) + json.substring(1);
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        return sorted;
    }
}
