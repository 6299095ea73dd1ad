package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes trees as compact UTF-8; numbers look as Go writes them ({@code 5.0} is {@code 5}). */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer = new byte[1024];
    private int length;

    /** {@return the tree as bytes} */
    public static byte[] bytes(JsonNode node) {
        JsonWriter writer = new JsonWriter();
        writer.value(node);
        return writer.toBytes();
    }

    /** {@return the tree as text} */
    public static String text(JsonNode node) {
        return new String(bytes(node), StandardCharsets.UTF_8);
    }

    /** {@return what was written so far} */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    /** Appends bytes that are JSON already. */
    public JsonWriter raw(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** Appends ASCII text that is JSON already. */
    public JsonWriter raw(String ascii) {
        int count = ascii.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            buffer[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    /** Appends a tree. */
    public JsonWriter value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object((ObjectNode) node);
            case ARRAY -> array((ArrayNode) node);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> raw(node.booleanValue() ? "true" : "false");
            default -> raw("null");
        }
        return this;
    }

    private void object(ObjectNode node) {
        raw((byte) '{');
        boolean first = true;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!first) {
                raw((byte) ',');
            }
            first = false;
            string(member.getKey());
            raw((byte) ':');
            value(member.getValue());
        }
        raw((byte) '}');
    }

    private void array(ArrayNode node) {
        raw((byte) '[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                raw((byte) ',');
            }
            value(node.get(i));
        }
        raw((byte) ']');
    }

    private void number(JsonNode node) {
        raw(node.isIntegralNumber() ? node.asText() : number(node.doubleValue()));
    }

    /** {@return a float as Go's encoder writes it: plain from 1e-6 up to 1e21, else with an exponent} */
    public static String number(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        double size = Math.abs(value);
        if (!(size < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("JSON has no word for " + value);
        }
        if (size < 1e-6 || size >= 1e21) {
            String text = Double.toString(value).replace(".0E", "E");
            int e = text.indexOf('E');
            String exponent = text.substring(e + 1);
            String sign = exponent.startsWith("-") ? "-" : "+";
            String digits = exponent.startsWith("-") ? exponent.substring(1) : exponent;
            return text.substring(0, e) + "e" + sign
                    + (digits.length() < 2 && sign.equals("+") ? "0" + digits : digits);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** Appends a quoted text. */
    public JsonWriter string(String text) {
        int count = text.length();
        ensure(count * 3 + 2);
        byte[] out = buffer;
        int at = length;
        out[at++] = '"';
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x80) {
                if (c == '"' || c == '\\') {
                    out[at++] = '\\';
                }
                out[at++] = (byte) c;
            } else {
                length = at;
                i = escaped(text, i, c);
                ensure((count - i) * 3 + 2);
                out = buffer;
                at = length;
            }
        }
        out[at++] = '"';
        length = at;
        return this;
    }

    private int escaped(String text, int i, char c) {
        ensure(6);
        switch (c) {
            case '\n' -> raw("\\n");
            case '\r' -> raw("\\r");
            case '\t' -> raw("\\t");
            default -> {
                if (c < 0x20) {
                    raw("\\u00").raw(HEX[c >> 4]).raw(HEX[c & 15]);
                } else if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    raw(text.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
                    return i + 1;
                } else {
                    raw((Character.isSurrogate(c) ? "\ufffd" : String.valueOf(c)).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return i;
    }

    private JsonWriter raw(byte b) {
        ensure(1);
        buffer[length++] = b;
        return this;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
