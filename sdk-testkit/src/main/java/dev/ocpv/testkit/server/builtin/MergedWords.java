package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;

/** What the real server says of a value of the wrong type when it stands in the result of a strategic merge. */
final class MergedWords {
    private MergedWords() {}

    static String of(JsonNode sent, GoType type) {
        String seen = seen(sent);
        return switch (type.kind()) {
            case MAP -> "cannot restore map from " + seen;
            case LIST, BYTES -> "cannot restore slice from " + seen;
            case STRUCT -> "cannot restore struct from: " + seen;
            case INT, FLOAT -> sent.isNumber() ? "cannot convert " + seen + " to " + type.goName() : unrecognized(type);
            // Go can make a text of one character from a whole number, so there is a conversion to refuse.
            case STRING -> sent.isIntegralNumber() ? "cannot convert int64 to " + type.goName() : unrecognized(type);
            case TIME, MICRO_TIME, DURATION -> unreadable(sent, "string");
            case INT_OR_STRING -> unreadable(sent, "int32");
            default -> unrecognized(type);
        };
    }

    /** Some types read JSON themselves. */
    private static String unreadable(JsonNode sent, String into) {
        String seen = switch (sent.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case STRING -> "string";
            default -> sent.isIntegralNumber() || into.equals("string") ? "number" : "number " + sent;
        };
        return "json: cannot unmarshal " + seen + " into Go value of type " + into;
    }

    private static String unrecognized(GoType type) {
        return "unrecognized type: "
                + switch (type.kind()) {
                    case STRING -> "string";
                    case BOOL -> "bool";
                    case FLOAT -> "float64";
                    default -> type.goName();
                };
    }

    private static String seen(JsonNode sent) {
        return switch (sent.getNodeType()) {
            case OBJECT -> "map";
            case ARRAY -> "slice";
            case STRING -> "string";
            case BOOLEAN -> "bool";
            default -> sent.isIntegralNumber() ? "int64" : "float64";
        };
    }
}
