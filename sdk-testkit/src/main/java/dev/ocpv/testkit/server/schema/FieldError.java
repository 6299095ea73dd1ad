package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One finding about one field, worded as a kube-apiserver words it.
 *
 * @param field the path as printed, for instance {@code spec.list[0].name}
 * @param value what was seen; absent when the server shows none
 */
public record FieldError(Type type, String field, @Nullable JsonNode value, String detail) {

    /** What kind of finding it is: the reason in a cause, and the words that start the message. */
    public enum Type {
        REQUIRED("FieldValueRequired", "Required value"),
        INVALID("FieldValueInvalid", "Invalid value"),
        TYPE_INVALID("FieldValueTypeInvalid", "Invalid value"),
        NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
        DUPLICATE("FieldValueDuplicate", "Duplicate value"),
        FORBIDDEN("FieldValueForbidden", "Forbidden"),
        TOO_LONG("FieldValueTooLong", "Too long"),
        TOO_MANY("FieldValueTooMany", "Too many"),
        NOT_FOUND("FieldValueNotFound", "Not found"),
        INTERNAL("InternalError", "Internal error");

        private final String reason;
        private final String words;

        Type(String reason, String words) {
            this.reason = reason;
            this.words = words;
        }

        /** {@return whether it keeps the rules of a custom resource from running} */
        public boolean blocksRules() {
            return switch (this) {
                case REQUIRED, NOT_SUPPORTED, TYPE_INVALID, TOO_LONG, TOO_MANY -> true;
                default -> false;
            };
        }

        /** {@return the machine-readable reason used in the causes of a Status} */
        public String reason() {
            return reason;
        }
    }

    public static FieldError required(String field, String detail) {
        return new FieldError(Type.REQUIRED, field, null, detail);
    }

    public static FieldError invalid(String field, @Nullable JsonNode value, String detail) {
        return new FieldError(Type.INVALID, field, value, detail);
    }

    public static FieldError invalid(String field, String value, String detail) {
        return new FieldError(Type.INVALID, field, TextNode.valueOf(value), detail);
    }

    public static FieldError typeInvalid(String field, JsonNode value, String detail) {
        return new FieldError(Type.TYPE_INVALID, field, value, detail);
    }

    public static FieldError forbidden(String field, String detail) {
        return new FieldError(Type.FORBIDDEN, field, null, detail);
    }

    public static FieldError duplicate(String field, JsonNode value) {
        return new FieldError(Type.DUPLICATE, field, value, "");
    }

    public static FieldError notFound(String field, JsonNode value) {
        return new FieldError(Type.NOT_FOUND, field, value, "");
    }

    public static FieldError internal(String field, String detail) {
        return new FieldError(Type.INTERNAL, field, null, detail);
    }

    /** Names what would have been allowed, in the order given. */
    public static FieldError notSupported(String field, JsonNode value, List<String> supported) {
        var detail = supported.isEmpty()
                ? ""
                : supported.stream().map(GoText::quote).collect(Collectors.joining(", ", "supported values: ", ""));
        return new FieldError(Type.NOT_SUPPORTED, field, value, detail);
    }

    /** A text beyond the maxLength of a schema; the wording changed with Kubernetes 1.32 and 1.34. */
    public static FieldError tooLong(String field, long max, int minor) {
        return tooLong(field, max, minor, "may not be longer than " + max);
    }

    /** A text beyond a limit that the server itself sets; differs from {@link #tooLong} up to Kubernetes 1.31. */
    public static FieldError tooManyBytes(String field, long max, int minor) {
        return tooLong(field, max, minor, "must have at most " + max + " bytes");
    }

    private static FieldError tooLong(String field, long max, int minor, String oldDetail) {
        if (max < 0) {
            return new FieldError(Type.TOO_LONG, field, null, "value is too long");
        }
        var unit = minor >= 34 && max == 1 ? " byte" : " bytes";
        return new FieldError(
                Type.TOO_LONG, field, null, minor <= 31 ? oldDetail : "may not be more than " + max + unit);
    }

    /** More items or properties than allowed. */
    public static FieldError tooMany(String field, long actual, long max, int minor) {
        var unit = minor >= 34 && max == 1 ? " item" : " items";
        var value = actual >= 0 ? JsonNodeFactory.instance.numberNode(actual) : null;
        return new FieldError(
                Type.TOO_MANY, field, value, max >= 0 ? "must have at most " + max + unit : "has too many items");
    }

    /** {@return whether it is so wrong that the rules of a custom resource cannot be run} */
    public boolean blocksRules() {
        return type.blocksRules();
    }

    /** {@return the same finding at another path} */
    public FieldError at(String otherField) {
        return new FieldError(type, otherField, value, detail);
    }

    /** {@return the text without the path, as in {@code causes[].message}} */
    public String body(int minor) {
        var text = new StringBuilder(type.words);
        if (value != null) {
            text.append(": ").append(GoText.badValue(value, minor));
        }
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        return text.toString();
    }

    /** {@return the text with the path, as in the message of a Status} */
    public String message(int minor) {
        return field + ": " + body(minor);
    }

    /** {@return the entry for {@code details.causes} of a Status} */
    public ObjectNode cause(int minor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", type.reason)
                .put("message", body(minor))
                .put("field", field);
    }
}
