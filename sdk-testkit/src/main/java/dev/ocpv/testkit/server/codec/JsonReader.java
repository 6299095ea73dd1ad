package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads JSON bytes into a tree and notes fields that stand twice; the last one wins. */
public final class JsonReader {
    /** As deep as every later step, which recurses, can follow on any thread. */
    static final int DEPTH_LIMIT = 1000;

    /** Long numbers and names are as good as short ones; only depth is limited. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_LIMIT)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final List<String> duplicates;
    /** Where paths are of use; working them out costs more than reading. */
    private final boolean tracing;

    private JsonReader(JsonParser parser, List<String> duplicates, boolean tracing) {
        this.parser = parser;
        this.duplicates = duplicates;
        this.tracing = tracing;
    }

    /**
     * {@return the tree}
     *
     * @param duplicates receives the path of each field that stands twice
     * @throws MalformedException with the words of Go's decoder
     */
    public static JsonNode read(byte[] bytes, List<String> duplicates) throws MalformedException {
        List<String> found = new ArrayList<>(0);
        JsonNode tree = read(bytes, found, false);
        return found.isEmpty() ? tree : read(bytes, duplicates, true);
    }

    /** {@return the tree, whatever stands twice} */
    public static JsonNode read(byte[] bytes) throws MalformedException {
        return read(bytes, new ArrayList<>(0), false);
    }

    private static JsonNode read(byte[] bytes, List<String> duplicates, boolean tracing) throws MalformedException {
        if (Utf8.looksLikeAnotherEncoding(bytes)) {
            throw new MalformedException(GoJson.complaint(bytes));
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new MalformedException(GoJson.complaint(bytes));
            }
            JsonNode node = new JsonReader(parser, duplicates, tracing).value("");
            if (parser.nextToken() != null) {
                throw new MalformedException(GoJson.complaint(bytes));
            }
            return node;
        } catch (MalformedException e) {
            throw e;
        } catch (IOException e) {
            byte[] repaired = Utf8.repaired(bytes);
            if (!Arrays.equals(repaired, bytes)) {
                duplicates.clear();
                return read(repaired, duplicates, tracing);
            }
            throw new MalformedException(GoJson.complaint(bytes));
        }
    }

    private JsonNode value(String path) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> Json.text(parser.getText());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> NullNode.getInstance();
        };
    }

    private JsonNode whole() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? fraction()
                : Json.number(parser.getLongValue());
    }

    private JsonNode fraction() throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new MalformedException(
                    "json: cannot unmarshal number " + parser.getText() + " into Go value of type float64");
        }
        return new WrittenNumber(value, parser.getText());
    }

    private ObjectNode object(String path) throws IOException {
        ObjectNode object = Json.object();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (object.remove(name) != null) {
                duplicates.add(child(path, name));
            }
            object.set(name, value(tracing ? child(path, name) : path));
        }
        return object;
    }

    private ArrayNode array(String path) throws IOException {
        ArrayNode array = Json.array();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            array.add(value(tracing ? path + "[" + i + "]" : path));
        }
        return array;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The bytes are no JSON or YAML. */
    public static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        /** With the words that the client gets to see. */
        public MalformedException(String message) {
            super(message);
        }
    }
}
