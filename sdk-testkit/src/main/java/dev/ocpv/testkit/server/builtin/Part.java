package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A part of an object that is being checked: what stands there, where that is, and of which type it is. */
final class Part {
    private static final GoType TEXT = GoType.parse("string");

    private final JsonNode value;
    private final String path;
    private final GoType type;
    private final FieldErrors errors;

    private Part(JsonNode value, String path, GoType type, FieldErrors errors) {
        this.value = value;
        this.path = path;
        this.type = type;
        this.errors = errors;
    }

    /** {@return a whole object, whose struct is named} */
    static Part of(JsonNode object, String struct, FieldErrors errors) {
        return new Part(object, "", GoType.parse(struct), errors);
    }

    /** {@return what stands in a field below; nothing stands there either where nothing stands here} */
    Part at(String... fields) {
        Part found = this;
        for (String field : fields) {
            found = found.field(field);
        }
        return found;
    }

    private Part field(String name) {
        GoType inner = TEXT;
        if (type.kind() == GoType.Kind.STRUCT) {
            GoStruct.Field field =
                    TypeTable.of(minor()).struct(type.name()).fields().get(name);
            inner = field == null ? TEXT : field.type();
        }
        String at = path.isEmpty() ? name : path + "." + name;
        JsonNode found = value.path(name);
        if (Json.isEmpty(found) && errors.wasEmpty(at)) {
            found = inner.kind() == GoType.Kind.MAP ? Json.object() : Json.array();
        }
        return new Part(found, at, inner, errors);
    }

    /** {@return the items of a list} */
    List<Part> items() {
        List<Part> items = new ArrayList<>();
        GoType inner = type.kind() == GoType.Kind.LIST ? type.items() : TEXT;
        for (int i = 0; i < value.size(); i++) {
            items.add(new Part(value.get(i), path + "[" + i + "]", inner, errors));
        }
        return items;
    }

    /** {@return the values of a map, each at its key} */
    Part key(String key) {
        GoType inner = type.kind() == GoType.Kind.MAP ? type.items() : TEXT;
        return new Part(value.path(key), path + "[" + key + "]", inner, errors);
    }

    /** {@return the keys of a map} */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        value.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** {@return the same value as if it stood elsewhere} */
    Part as(String otherPath) {
        return new Part(value, otherPath, type, errors);
    }

    /** {@return the same place with another value} */
    Part with(JsonNode other) {
        return new Part(other, path, type, errors);
    }

    /** {@return the struct that stands there} */
    String struct() {
        return type.name();
    }

    JsonNode value() {
        return value;
    }

    String path() {
        return path;
    }

    FieldErrors errors() {
        return errors;
    }

    /** {@return the imitated Kubernetes minor} */
    int minor() {
        return errors.minor();
    }

    /** {@return whether something stands there, be it empty} */
    boolean isSet() {
        return !value.isMissingNode() && !value.isNull();
    }

    /** {@return whether nothing or Go's zero value stands there} */
    boolean isZero() {
        return Json.isEmpty(value)
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isNumber() && value.doubleValue() == 0)
                || (value.isBoolean() && !value.booleanValue());
    }

    boolean isTrue() {
        return value.asBoolean(false);
    }

    String text() {
        return value.isTextual() ? value.textValue() : "";
    }

    long number() {
        return value.asLong(0);
    }

    boolean is(String... texts) {
        return List.of(texts).contains(text());
    }

    /** {@return whether both are the same, where absent, null and empty are} */
    boolean same(Part other) {
        return value.equals(other.value) || (Json.isEmpty(value) && Json.isEmpty(other.value));
    }

    void required(String why) {
        errors.required(path, why);
    }

    /** {@return whether something stands there; if not, that is an error} */
    boolean present() {
        if (isZero()) {
            errors.required(path, "");
            return false;
        }
        return true;
    }

    void invalid(String why) {
        errors.invalid(path, GoValues.shown(whole(), type, minor()), why);
    }

    /** {@return the value with the lists and maps in it that were sent empty} */
    private JsonNode whole() {
        if (!(value instanceof ObjectNode)) {
            return value;
        }
        ObjectNode whole = value.deepCopy();
        errors.emptyBelow(path).forEach(below -> {
            String[] steps = below.split("\\.", -1);
            JsonNode owner = Json.at(whole, Arrays.copyOf(steps, steps.length - 1));
            if (owner instanceof ObjectNode found && Json.isEmpty(found.path(steps[steps.length - 1]))) {
                found.putArray(steps[steps.length - 1]);
            }
        });
        return whole;
    }

    void invalid(Collection<String> problems) {
        problems.forEach(this::invalid);
    }

    /** A value breaks a rule and is shown as something else. */
    void invalid(JsonNode shown, String why) {
        errors.invalid(path, shown, why);
    }

    /** What stands there breaks a rule, and is not shown. */
    void broken(String why) {
        errors.add(new Cause("FieldValueInvalid", "Invalid value: " + why, path));
    }

    /** A list must not have more items than this. */
    void atMost(int items) {
        if (value.size() > items) {
            errors.add(FieldError.tooMany(path, value.size(), items, minor()));
        }
    }

    void forbidden(String why) {
        errors.forbidden(path, why);
    }

    void duplicate() {
        errors.duplicate(path, shown());
    }

    void duplicate(String why) {
        errors.add(new FieldError(FieldError.Type.DUPLICATE, path, shown(), why));
    }

    void notFound() {
        errors.notFound(path, shown());
    }

    private JsonNode shown() {
        JsonNode shown = GoValues.shown(value, type, minor());
        return shown.isMissingNode() ? NullNode.getInstance() : shown;
    }

    void notSupported(String... supported) {
        errors.notSupported(path, shown(), List.of(supported));
    }

    /** It must be one of these; nothing at all is none of them. */
    void oneOf(String... supported) {
        if (!List.of(supported).contains(text())) {
            notSupported(supported);
        }
    }

    /** It must be one of these, and there. */
    void requiredOneOf(String... supported) {
        if (present()) {
            oneOf(supported);
        }
    }

    /** It must be one of these if it is there. */
    void optionalOneOf(String... supported) {
        if (isSet()) {
            oneOf(supported);
        }
    }

    void notNegative() {
        if (number() < 0) {
            invalid("must be greater than or equal to 0");
        }
    }

    void inRange(long low, long high) {
        if (number() < low || number() > high) {
            invalid("must be between " + low + " and " + high + ", inclusive");
        }
    }

    void port() {
        inRange(1, 65_535);
    }

    void subdomain() {
        invalid(NameRules.subdomain(text(), false));
    }

    void label() {
        invalid(NameRules.label(text(), false));
    }

    void labelKey() {
        invalid(NameRules.qualifiedName(text(), minor()));
    }

    void labelValue() {
        invalid(NameRules.labelValue(text(), minor()));
    }

    /** What is wrong with labels, of which the path is shown without the key. */
    void labels() {
        for (Map.Entry<String, JsonNode> label : value.properties()) {
            with(Json.text(label.getKey())).asText().labelKey();
            with(label.getValue()).asText().labelValue();
        }
    }

    Part asText() {
        return new Part(value, path, TEXT, errors);
    }

    /** It must be what it was. */
    void immutable(Part old) {
        if (!same(old)) {
            invalid("field is immutable");
        }
    }
}
