package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a schema node says about values, beyond their shape. */
final class ValueRules {
    static final long UNSET = Long.MIN_VALUE;

    final List<String> types;
    final String format;
    final @Nullable Pattern pattern;
    final String patternText;
    final long minLength;
    final long maxLength;
    final OptionalDouble minimum;
    final OptionalDouble maximum;
    final OptionalDouble multipleOf;
    final boolean exclusiveMinimum;
    final boolean exclusiveMaximum;
    final long minItems;
    final long maxItems;
    final boolean uniqueItems;
    final long minProperties;
    final long maxProperties;
    final List<String> required;
    final List<JsonNode> allowed;
    final List<StructuralSchema> allOf;
    final List<StructuralSchema> anyOf;
    final List<StructuralSchema> oneOf;
    final @Nullable StructuralSchema not;
    final boolean forbidsAdditional;
    final boolean hasNumberRules;
    final boolean hasJunctors;

    private ValueRules(JsonNode source, int minor) {
        types = types(source);
        format = Formats.known(source.path("format").asText(""), minor);
        patternText = source.path("pattern").asText("");
        pattern = compilePattern(patternText);
        minLength = longOf(source, "minLength");
        maxLength = longOf(source, "maxLength");
        minimum = doubleOf(source, "minimum");
        maximum = doubleOf(source, "maximum");
        multipleOf = doubleOf(source, "multipleOf");
        exclusiveMinimum = source.path("exclusiveMinimum").asBoolean();
        exclusiveMaximum = source.path("exclusiveMaximum").asBoolean();
        minItems = longOf(source, "minItems");
        maxItems = longOf(source, "maxItems");
        uniqueItems = source.path("uniqueItems").asBoolean();
        minProperties = longOf(source, "minProperties");
        maxProperties = longOf(source, "maxProperties");
        required = texts(source.path("required"));
        allowed = nodes(source.path("enum"));
        allOf = schemas(source.path("allOf"), minor);
        anyOf = schemas(source.path("anyOf"), minor);
        oneOf = schemas(source.path("oneOf"), minor);
        not = source.path("not").isObject() ? StructuralSchema.compile(source.path("not"), minor) : null;
        var additional = source.path("additionalProperties");
        forbidsAdditional = additional.isBoolean() && !additional.booleanValue();
        hasNumberRules = minimum.isPresent() || maximum.isPresent() || multipleOf.isPresent();
        hasJunctors = !allOf.isEmpty() || !anyOf.isEmpty() || !oneOf.isEmpty() || not != null;
    }

    static ValueRules compile(JsonNode source, int minor) {
        return new ValueRules(source, minor);
    }

    private static List<String> types(JsonNode source) {
        if (source.path("x-kubernetes-int-or-string").asBoolean()) {
            return List.of("integer", "string");
        }
        var type = source.path("type").asText("");
        return type.isEmpty() ? List.of() : List.of(type);
    }

    private static @Nullable Pattern compilePattern(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    private static long longOf(JsonNode source, String name) {
        var value = source.path(name);
        return value.isNumber() ? value.longValue() : UNSET;
    }

    private static OptionalDouble doubleOf(JsonNode source, String name) {
        var value = source.path(name);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    private static List<String> texts(JsonNode source) {
        var texts = new ArrayList<String>();
        source.forEach(t -> texts.add(t.asText()));
        return List.copyOf(texts);
    }

    private static List<JsonNode> nodes(JsonNode source) {
        var nodes = new ArrayList<JsonNode>();
        source.forEach(nodes::add);
        return List.copyOf(nodes);
    }

    private static List<StructuralSchema> schemas(JsonNode source, int minor) {
        var schemas = new ArrayList<StructuralSchema>();
        source.forEach(s -> schemas.add(StructuralSchema.compile(s, minor)));
        return List.copyOf(schemas);
    }
}
