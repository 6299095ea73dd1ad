package dev.ocpv.testkit.server.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeType;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code format} function of strings. */
final class StringFormat implements FormatText.Parts {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    static final String DECIMAL = "decimal clause can only be used on integers";
    static final String FIXED = "fixed-point clause can only be used on doubles";
    static final String SCIENTIFIC = "scientific clause can only be used on doubles";
    static final String BINARY = "only integers and bools can be formatted as binary";
    static final String OCTAL = "octal clause can only be used on integers";
    static final String HEX = "only integers, byte buffers, and strings can be formatted as hex";
    static final String TEXT = "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists,"
            + " types, durations, and timestamps";
    private static final Set<Object> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    private final List<?> arguments;
    private final String times;
    private final StringBuilder out = new StringBuilder();
    private int next;

    private StringFormat(List<?> arguments, int minor) {
        this.arguments = arguments;
        // the English that the server's library speaks lost its narrow blanks around the sign of multiplication
        this.times = minor >= 35 ? "×10" : "\u202f×\u202f10";
    }

    static String format(String format, List<?> arguments, int minor) {
        var run = new StringFormat(arguments, minor);
        new FormatText(format).read(run);
        return run.out.toString();
    }

    static RuleException misfit(String words, String given) {
        return new RuleException("error during formatting: " + words + ", was given " + given);
    }

    @Override
    public void plain(char c) {
        out.append(c);
    }

    @Override
    public void argument() {
        if (next >= arguments.size()) {
            throw new RuleException("index " + next + " out of range");
        }
        next++;
    }

    @Override
    public void clause(char verb, int precision) {
        Object value = arguments.get(next - 1);
        out.append(
                switch (verb) {
                    case 's' -> text(value);
                    case 'd' -> decimal(value);
                    case 'f' ->
                        NO_NUMBERS.contains(value) ? sign((String) value) : fixed(number(value, FIXED), precision);
                    case 'e' ->
                        NO_NUMBERS.contains(value)
                                ? sign((String) value)
                                : scientific(number(value, SCIENTIFIC), precision);
                    case 'b' ->
                        value instanceof Boolean b
                                ? (b ? "1" : "0")
                                : integer(value, BINARY).toString(2);
                    case 'o' -> integer(value, OCTAL).toString(8);
                    case 'x' -> hex(value);
                    default -> hex(value).toUpperCase(Locale.ROOT);
                });
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
            return inside ? nestedNumber(number) : shortest(number);
        }
        if (value instanceof Duration duration) {
            return wrapped("duration", seconds(duration) + "s", inside);
        }
        if (value instanceof Instant instant) {
            return wrapped("timestamp", instant.toString(), inside);
        }
        if (value instanceof CelByteString bytes) {
            return inside ? "b" + GoText.quote(bytes.toStringUtf8()) : bytes.toStringUtf8();
        }
        if (value instanceof NullValue) {
            return "null";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> nested(item, true)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            var entries = new ArrayList<String>();
            map.forEach((k, v) -> entries.add(key(k) + ":" + nested(v, true)));
            entries.sort(null);
            return entries.stream().collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof TypeType type) {
            return type.containingTypeName();
        }
        if (value instanceof CelType type) {
            return type.name();
        }
        if (value instanceof Long || value instanceof UnsignedLong || value instanceof Boolean) {
            return value.toString();
        }
        throw inside
                ? new RuleException("error during formatting: no formatting function for " + typeName(value))
                : misfit(TEXT, typeName(value));
    }

    private static String nestedNumber(double number) {
        if (!Double.isFinite(number)) {
            return GoText.quote(shortest(number));
        }
        var text = new BigDecimal(number).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
        return number == 0 && 1 / number < 0 ? "-" + text : text;
    }

    private static String sign(String infinite) {
        return infinite.replaceFirst("\\+?Inf(inity)?$", "∞");
    }

    private static String key(Object key) {
        if (key instanceof String || key instanceof Long || key instanceof UnsignedLong || key instanceof Boolean) {
            return nested(key, true);
        }
        throw new RuleException("error during formatting: no formatting function for map key of type " + typeName(key));
    }

    private static String wrapped(String function, String text, boolean inside) {
        return inside ? function + "(\"" + text + "\")" : text;
    }

    static String seconds(Duration duration) {
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
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        var decimal = GoText.shortest(number);
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
        throw misfit(DECIMAL, typeName(value));
    }

    private static BigInteger integer(Object value, String words) {
        if (value instanceof Long number) {
            return BigInteger.valueOf(number);
        }
        if (value instanceof UnsignedLong number) {
            return number.bigIntegerValue();
        }
        throw misfit(words, typeName(value));
    }

    private static String hex(Object value) {
        if (value instanceof String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof CelByteString bytes) {
            return HexFormat.of().formatHex(bytes.toByteArray());
        }
        return integer(value, HEX).toString(16);
    }

    private static double number(Object value, String words) {
        if (value instanceof Double number) {
            return number;
        }
        throw misfit(words, typeName(value));
    }

    private static String fixed(double value, int precision) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return sign(shortest(value));
        }
        var rounded = new BigDecimal(value).setScale(precision < 0 ? 6 : precision, RoundingMode.HALF_EVEN);
        return String.format(Locale.ROOT, "%,." + rounded.scale() + "f", rounded);
    }

    private String scientific(double value, int precision) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return sign(shortest(value));
        }
        var text = String.format(Locale.ROOT, "%.6e", value == 0 ? 0.0 : value);
        int at = text.indexOf('e');
        var exponent = new StringBuilder();
        for (char c : text.substring(at + 1).toCharArray()) {
            if (c == '-') {
                exponent.append('⁻');
            } else if (c != '+') {
                exponent.append(SUPERSCRIPTS.charAt(c - '0'));
            }
        }
        // what looks like a precision is a width to the real server
        var whole = text.substring(0, at) + times + exponent;
        return " ".repeat(Math.max(0, precision - whole.length())) + whole;
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
        if (value instanceof NullValue) {
            return "null_type";
        }
        if (value instanceof Optional) {
            return "optional_type";
        }
        return Library.typeOf(value).map(CelType::name).orElse(value.getClass().getSimpleName());
    }
}
