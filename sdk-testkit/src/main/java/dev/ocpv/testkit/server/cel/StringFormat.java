package dev.ocpv.testkit.server.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.ocpv.testkit.server.schema.GoText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code format} function of strings. */
final class StringFormat {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private final String format;
    private final List<?> arguments;
    private final String times;
    private int next;

    private StringFormat(String format, List<?> arguments, int minor) {
        this.format = format;
        this.arguments = arguments;
        // the English that the server's library speaks lost its narrow blanks around the sign of multiplication
        this.times = minor >= 35 ? "×10" : "\u202f×\u202f10";
    }

    static String format(String format, List<?> arguments, int minor) {
        return new StringFormat(format, arguments, minor).run();
    }

    @SuppressWarnings("IncrementInForLoopAndHeader") // a directive is longer than a character
    private String run() {
        var out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            i++;
            if (i < format.length() && format.charAt(i) == '%') {
                out.append('%');
                continue;
            }
            int precision = -1;
            if (i < format.length() && format.charAt(i) == '.') {
                int start = ++i;
                while (i < format.length() && Character.isDigit(format.charAt(i))) {
                    i++;
                }
                precision = i > start ? Integer.parseInt(format.substring(start, i)) : 0;
            }
            if (i >= format.length()) {
                throw new RuleException("unexpected end of string");
            }
            out.append(clause(format.charAt(i), precision));
        }
        return out.toString();
    }

    private String clause(char verb, int precision) {
        if (next >= arguments.size()) {
            throw new RuleException("index " + next + " out of range");
        }
        Object value = arguments.get(next++);
        return switch (verb) {
            case 's' -> text(value);
            case 'd' -> decimal(value);
            case 'f' -> fixed(value, precision);
            case 'e' -> scientific(value, precision);
            case 'b' ->
                value instanceof Boolean b
                        ? (b ? "1" : "0")
                        : integer(value, "binary").toString(2);
            case 'o' -> integer(value, "octal").toString(8);
            case 'x' -> hex(value);
            case 'X' -> hex(value).toUpperCase(Locale.ROOT);
            default -> throw error("unrecognized formatting clause \"" + verb + "\"");
        };
    }

    private static RuleException error(String what) {
        return new RuleException("error during formatting: " + what);
    }

    private static String text(Object value) {
        return value instanceof String text ? text : nested(value, false);
    }

    /** Inside of lists and maps strings are quoted. */
    private static String nested(Object value, boolean inside) {
        if (value instanceof String text) {
            return inside ? GoText.quote(text) : text;
        }
        if (value instanceof Double number) {
            return shortest(number);
        }
        if (value instanceof Duration duration) {
            return wrapped("duration", seconds(duration) + "s", inside);
        }
        if (value instanceof Instant instant) {
            return wrapped("timestamp", instant.toString(), inside);
        }
        if (value instanceof CelByteString bytes) {
            return bytes.toStringUtf8();
        }
        if (value instanceof NullValue) {
            return "null";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> nested(item, true)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            var entries = new ArrayList<String>();
            map.forEach((k, v) -> entries.add(nested(k, true) + ":" + nested(v, true)));
            entries.sort(null);
            return entries.stream().collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof CelType type) {
            return type.name();
        }
        if (value instanceof Long || value instanceof UnsignedLong || value instanceof Boolean) {
            return value.toString();
        }
        throw error("string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, "
                + "durations, and timestamps, was given " + typeName(value));
    }

    private static String wrapped(String function, String text, boolean inside) {
        return inside ? function + "(\"" + text + "\")" : text;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Prints as {@code %g} of Go does: with an exponent beyond six digits. */
    static String shortest(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0) {
            return "0";
        }
        var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return decimal.toPlainString();
        }
        var digits = decimal.unscaledValue().abs().toString();
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (number < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static String decimal(Object value) {
        if (value instanceof Long || value instanceof UnsignedLong) {
            return value.toString();
        }
        throw error("decimal clause can only be used on integers, was given " + typeName(value));
    }

    private static BigInteger integer(Object value, String clause) {
        if (value instanceof Long number) {
            return BigInteger.valueOf(number);
        }
        if (value instanceof UnsignedLong number) {
            return number.bigIntegerValue();
        }
        throw error("only integers and bools can be formatted as " + clause + ", was given " + typeName(value));
    }

    private static String hex(Object value) {
        if (value instanceof String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof CelByteString bytes) {
            return HexFormat.of().formatHex(bytes.toByteArray());
        }
        return integer(value, "hex").toString(16);
    }

    private static double number(Object value, String clause) {
        if (value instanceof Double number) {
            return number;
        }
        throw error(clause + " clause can only be used on doubles, was given " + typeName(value));
    }

    private static String fixed(Object value, int precision) {
        var rounded = new BigDecimal(number(value, "fixed-point"))
                .setScale(precision < 0 ? 6 : precision, RoundingMode.HALF_EVEN);
        return String.format(Locale.ROOT, "%,." + rounded.scale() + "f", rounded);
    }

    private String scientific(Object value, int precision) {
        var text =
                String.format(Locale.ROOT, "%." + (precision < 0 ? 6 : precision) + "e", number(value, "scientific"));
        int at = text.indexOf('e');
        var exponent = new StringBuilder();
        for (char c : text.substring(at + 1).toCharArray()) {
            if (c == '-') {
                exponent.append('⁻');
            } else if (c != '+') {
                exponent.append(SUPERSCRIPTS.charAt(c - '0'));
            }
        }
        return text.substring(0, at) + times + exponent;
    }

    static String typeName(Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof UnsignedLong) {
            return "uint";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof Map) {
            return "map";
        }
        return value instanceof NullValue ? "null_type" : value.getClass().getSimpleName();
    }
}
