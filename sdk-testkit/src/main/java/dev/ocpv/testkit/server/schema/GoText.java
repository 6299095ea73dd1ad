package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes values as the Go standard library prints them, because that is what a kube-apiserver's messages contain. */
public final class GoText {
    private GoText() {}

    /** {@return the value as a field error shows it} From Kubernetes 1.34 compound values are JSON, before they are Go syntax. */
    public static String badValue(JsonNode value, int minor) {
        if (value instanceof POJONode verbatim) {
            return verbatim.asText();
        }
        if (value.isTextual()) {
            return quote(value.textValue());
        }
        if (value.isNull()) {
            return minor >= 34 ? "null" : "\"null\"";
        }
        if (value.isBoolean()) {
            return value.asText();
        }
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue().toString();
        }
        if (value.isNumber()) {
            return general(value.doubleValue());
        }
        return minor >= 34 ? json(value) : syntax(value);
    }

    /** {@return a value that is shown as it stands} For what the server prints by the names of its own types. */
    public static JsonNode verbatim(String text) {
        return new POJONode(text);
    }

    /** {@return a list of texts as a field error shows it} It is of another Go type than lists in documents. */
    public static JsonNode texts(JsonNode list, int minor) {
        if (minor >= 34) {
            return list;
        }
        var quoted = new ArrayList<String>();
        list.forEach(text -> quoted.add(quote(text.asText())));
        return verbatim("[]string{" + String.join(", ", quoted) + "}");
    }

    /** {@return where a pointer leads as Go prints it} It differs from run to run on a real server. */
    public static String pointer(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "nil" : "0xc000123456";
    }

    /** {@return a moment as Go prints it} */
    public static JsonNode time(JsonNode text) {
        var plain = text.asText().replace("T", " ").replace("Z", "");
        return text.isTextual() ? verbatim(plain + " +0000 UTC") : text;
    }

    /** {@return the type that Go has a value of, as {@code %T} prints it} */
    public static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            case OBJECT, POJO -> "map[string]interface {}";
            case ARRAY -> "[]interface {}";
            case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
            case NULL, MISSING -> "<nil>";
            default -> "string";
        };
    }

    /** {@return the double-quoted form of a text ({@code %q})} */
    public static String quote(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> quoteInto(out, c));
        return out.append('"').toString();
    }

    private static void quoteInto(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 11 -> out.append("\\v");
            default -> {
                if (c < ' ' || c == 0x7f) {
                    out.append(String.format("\\x%02x", c));
                } else if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append(c > 0xffff ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@return compact JSON with sorted keys and with the characters that Go escapes for HTML} */
    public static String json(JsonNode value) {
        var out = new StringBuilder();
        jsonInto(out, value);
        return out.toString();
    }

    private static void jsonInto(StringBuilder out, JsonNode value) {
        if (value.isObject()) {
            out.append('{');
            var separator = "";
            for (Map.Entry<String, JsonNode> e : sorted(value).entrySet()) {
                out.append(separator);
                jsonString(out, e.getKey());
                out.append(':');
                jsonInto(out, e.getValue());
                separator = ",";
            }
            out.append('}');
        } else if (value.isArray()) {
            out.append('[');
            for (int i = 0; i < value.size(); i++) {
                if (i > 0) {
                    out.append(',');
                }
                jsonInto(out, value.get(i));
            }
            out.append(']');
        } else if (value.isTextual()) {
            jsonString(out, value.textValue());
        } else if (value.isFloatingPointNumber()) {
            out.append(jsonNumber(value.doubleValue()));
        } else {
            out.append(value.asText());
        }
    }

    /** Appends a JSON string as Go's encoder writes it. */
    public static void jsonString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** {@return a floating-point number as Go's JSON encoder writes it} */
    public static String jsonNumber(double number) {
        double size = Math.abs(number);
        if (size != 0 && (size < 1e-6 || size >= 1e21)) {
            return exponent(number, 1);
        }
        return plain(number);
    }

    /** {@return a floating-point number as {@code %v} prints it} */
    public static String general(double number) {
        double size = Math.abs(number);
        return size != 0 && (size < 1e-4 || size >= 1e6) ? exponent(number, 2) : plain(number);
    }

    /** {@return a finite number in as few digits as tell it from all others} Old Java versions may need one more. */
    public static BigDecimal shortest(double number) {
        var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        for (int digits = 15; digits < decimal.precision(); digits++) {
            var rounded = new BigDecimal(number).round(new MathContext(digits));
            if (rounded.doubleValue() == number) {
                return rounded.stripTrailingZeros();
            }
        }
        return decimal;
    }

    private static String plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return shortest(number).toPlainString();
    }

    private static String exponent(double number, int digits) {
        var decimal = shortest(number);
        var unscaled = decimal.unscaledValue().abs().toString();
        int exponent = unscaled.length() - 1 - decimal.scale();
        var mantissa = unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
        var power = Integer.toString(Math.abs(exponent));
        return (number < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + "0".repeat(Math.max(0, digits - power.length()))
                + power;
    }

    /** {@return the value in Go syntax ({@code %#v})} */
    public static String syntax(JsonNode value) {
        var out = new StringBuilder();
        syntaxInto(out, value);
        return out.toString();
    }

    private static void syntaxInto(StringBuilder out, JsonNode value) {
        if (value.isObject()) {
            out.append("map[string]interface {}{");
            var separator = "";
            for (Map.Entry<String, JsonNode> e : sorted(value).entrySet()) {
                out.append(separator).append(quote(e.getKey())).append(':');
                syntaxInto(out, e.getValue());
                separator = ", ";
            }
            out.append('}');
        } else if (value.isArray()) {
            out.append("[]interface {}{");
            for (int i = 0; i < value.size(); i++) {
                if (i > 0) {
                    out.append(", ");
                }
                syntaxInto(out, value.get(i));
            }
            out.append('}');
        } else if (value.isTextual()) {
            out.append(quote(value.textValue()));
        } else if (value.isNull()) {
            out.append("interface {}(nil)");
        } else if (value.isFloatingPointNumber()) {
            out.append(general(value.doubleValue()));
        } else {
            out.append(value.asText());
        }
    }

    /** {@return the value as {@code %v} prints it} */
    public static String printed(JsonNode value) {
        if (value.isObject()) {
            return sorted(value).entrySet().stream()
                    .map((Map.Entry<String, JsonNode> e) -> e.getKey() + ":" + printed(e.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        if (value.isArray()) {
            var items = new ArrayList<String>();
            value.forEach(item -> items.add(printed(item)));
            return "[" + String.join(" ", items) + "]";
        }
        if (value.isNull()) {
            return "<nil>";
        }
        return value.isFloatingPointNumber() ? general(value.doubleValue()) : value.asText();
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        var sorted = new TreeMap<String, JsonNode>();
        object.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
