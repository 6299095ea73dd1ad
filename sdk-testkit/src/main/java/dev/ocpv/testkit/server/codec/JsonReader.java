package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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

    private JsonReader(JsonParser parser, List<String> duplicates) {
        this.parser = parser;
        this.duplicates = duplicates;
    }

    /**
     * {@return the tree}
     *
     * @param duplicates receives the path of each field that stands twice
     * @throws MalformedException with the words of Go's decoder
     */
    public static JsonNode read(byte[] bytes, List<String> duplicates) throws MalformedException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new MalformedException(GoJson.complaint(bytes));
            }
            JsonNode node = new JsonReader(parser, duplicates).value("");
            if (parser.nextToken() != null) {
                throw new MalformedException(GoJson.complaint(bytes));
            }
            return node;
        } catch (MalformedException e) {
            throw e;
        } catch (IOException e) {
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
        return DoubleNode.valueOf(value);
    }

    @SuppressWarnings("ReferenceEquality") // one list stands for nobody asking
    private ObjectNode object(String path) throws IOException {
        ObjectNode object = Json.object();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (object.has(name)) {
                duplicates.add(child(path, name));
            }
            object.set(name, value(duplicates == IGNORED ? path : child(path, name)));
        }
        return object;
    }

    @SuppressWarnings("ReferenceEquality") // one list stands for nobody asking
    private ArrayNode array(String path) throws IOException {
        ArrayNode array = Json.array();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            array.add(value(duplicates == IGNORED ? path : path + "[" + i + "]"));
        }
        return array;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static final List<String> IGNORED = new java.util.AbstractList<>() {
        @Override
        public String get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public boolean add(String path) {
            return true;
        }
    };

    /** {@return the tree, whatever stands twice} */
    public static JsonNode read(byte[] bytes) throws MalformedException {
        return read(bytes, IGNORED);
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
