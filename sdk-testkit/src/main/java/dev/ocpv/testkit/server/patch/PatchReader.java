package dev.ocpv.testkit.server.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.GoJson;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a patch, remembers keys that stand twice and keeps fractions as they are written. */
final class PatchReader {
    private static final int DEPTH_LIMIT = 1000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_LIMIT).build())
            .build();

    private final JsonParser parser;
    private final List<String> duplicates = new ArrayList<>();
    private final List<String> path = new ArrayList<>();

    private PatchReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * What a body holds.
     *
     * @param duplicates {@code duplicate field "…"} for each key that stands twice in its object
     */
    record Body(JsonNode value, List<String> duplicates) {}

    /** Reads the body; throws an {@link IllegalArgumentException} whose message is that of a Go decoder. */
    static Body read(byte[] sent) {
        byte[] body = Utf8.repaired(sent);
        if (Utf8.looksLikeAnotherEncoding(body)) {
            throw new IllegalArgumentException(GoJson.complaint(body));
        }
        try (var parser = FACTORY.createParser(body)) {
            var reader = new PatchReader(parser);
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException(GoJson.complaint(body));
            }
            var value = reader.value();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(GoJson.complaint(body));
            }
            return new Body(value, reader.duplicates);
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("exceeded max depth", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(GoJson.complaint(body), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value() throws IOException {
        var nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> nodes.numberNode(parser.getIntValue());
                    case LONG -> nodes.numberNode(parser.getLongValue());
                    default -> fraction();
                };
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    /** Fractions, and whole numbers that are no longer exact. */
    private JsonNode fraction() throws IOException {
        if (Double.isInfinite(parser.getDoubleValue())) {
            throw new IllegalArgumentException(
                    "json: cannot unmarshal number " + parser.getText() + " into Go value of type float64");
        }
        return JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
    }

    private ObjectNode object() throws IOException {
        var object = Json.object();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            path.add(path.isEmpty() ? name : "." + name);
            if (object.has(name)) {
                duplicates.add("duplicate field \"" + String.join("", path) + "\"");
            }
            object.set(name, value());
            path.remove(path.size() - 1);
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        var array = Json.array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.add("[" + array.size() + "]");
            array.add(value());
            path.remove(path.size() - 1);
        }
        return array;
    }

    /** {@return the value with its fractions as ordinary floating-point numbers} */
    static JsonNode normal(JsonNode value) {
        if (value.isBigDecimal()) {
            return JsonNodeFactory.instance.numberNode(value.doubleValue());
        }
        if (value.isObject()) {
            var object = Json.object();
            value.properties().forEach(e -> object.set(e.getKey(), normal(e.getValue())));
            return object;
        }
        if (value.isArray()) {
            var array = Json.array();
            value.forEach(item -> array.add(normal(item)));
            return array;
        }
        return value;
    }

    /** {@return what Go calls a value of that kind} */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case NULL, MISSING -> "null";
        };
    }
}
