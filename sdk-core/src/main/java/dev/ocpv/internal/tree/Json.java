package dev.ocpv.internal.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ocpv.report.SdkException;
import java.util.Map;

/** The only place that knows a JSON library. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    private Json() {}

    /**
     * {@return a JSON object as a document; whole numbers are {@link Long}}
     *
     * @throws SdkException when the text is not a JSON object
     */
    public static Map<String, Object> parse(String text) {
        try {
            return MAPPER.readValue(text, DOCUMENT);
        } catch (JsonProcessingException e) {
            throw new SdkException("Not a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /** {@return a value as a person reads it: text as it is, anything else as JSON} */
    public static String shown(Object value) {
        return value instanceof String text ? text : write(value);
    }

    /** {@return a value as JSON} */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new SdkException("Cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
