package dev.ocpv.testkit.server.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes quantities in their canonical form, as the real server stores them. */
final class QuantityText {
    private static final Pattern SHAPE =
            Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][-+]?\\d+)?");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final List<String> BY_THREE = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final BigDecimal KI = BigDecimal.valueOf(1024);

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal NANO = BigDecimal.ONE.movePointLeft(9);

    /** Longer numbers are not read, and longer exponents change nothing. */
    private static final int MANY = 1000;

    private QuantityText() {}

    /** {@return the canonical form, or an empty text where it is no quantity} */
    static String canonical(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (text.length() > MANY || !matcher.matches()) {
            return "";
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (BINARY.indexOf(suffix) > 0) {
            return binary(scaled(number.multiply(KI.pow(BINARY.indexOf(suffix))), 0));
        }
        boolean exponent = suffix.length() > 1 && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E');
        int scale = exponent ? power(suffix.substring(1)) : DECIMAL.getOrDefault(suffix, 0);
        BigDecimal value = scaled(number, scale).setScale(9, RoundingMode.UP).stripTrailingZeros();
        return value.signum() == 0 ? "0" : decimal(value, exponent);
    }

    /** {@return an amount in canonical form, in powers of 1024 or of 1000} */
    static String text(BigDecimal value, boolean binary) {
        if (value.signum() == 0) {
            return "0";
        }
        return binary
                ? binary(value)
                : decimal(value.setScale(9, RoundingMode.UP).stripTrailingZeros(), false);
    }

    private static String binary(BigDecimal value) {
        BigDecimal rounded = value.setScale(9, RoundingMode.UP).stripTrailingZeros();
        if (rounded.signum() == 0) {
            return "0";
        }
        if (rounded.abs().compareTo(KI) < 0 || rounded.scale() > 0) {
            return decimal(rounded, false);
        }
        BigInteger number = rounded.toBigIntegerExact();
        int power = 0;
        BigInteger ki = BigInteger.valueOf(1024);
        while (power < 6 && number.mod(ki).signum() == 0) {
            number = number.divide(ki);
            power++;
        }
        return number + BINARY.get(power);
    }

    private static String decimal(BigDecimal value, boolean exponent) {
        int power = 18;
        while (power > -9
                && value.scaleByPowerOfTen(-power).stripTrailingZeros().scale() > 0) {
            power -= 3;
        }
        String digits = value.scaleByPowerOfTen(-power).toBigInteger().toString();
        if (exponent) {
            return power == 0 ? digits : digits + "e" + power;
        }
        return digits + BY_THREE.get(power / 3 + 3);
    }

    /** {@return the value in thousandths, rounded up; 0 where it is no quantity} */
    static BigDecimal value(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (text.length() > MANY || !matcher.matches()) {
            return BigDecimal.ZERO;
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (BINARY.indexOf(suffix) > 0) {
            return number.multiply(KI.pow(BINARY.indexOf(suffix)));
        }
        boolean exponent = suffix.length() > 1 && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E');
        int scale = exponent ? power(suffix.substring(1)) : DECIMAL.getOrDefault(suffix, 0);
        return scaled(number, scale);
    }

    private static int power(String digits) {
        try {
            return Math.max(-MANY, Math.min(MANY, Integer.parseInt(digits)));
        } catch (NumberFormatException e) {
            return digits.startsWith("-") ? -MANY : MANY;
        }
    }

    /** A quantity is never more than an int64, and never less than a nano unless it is zero. */
    private static BigDecimal scaled(BigDecimal number, int power) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int magnitude = number.precision() - number.scale() + power;
        BigDecimal sign = BigDecimal.valueOf(number.signum());
        if (magnitude < -9) {
            return NANO.multiply(sign);
        }
        BigDecimal value =
                magnitude > 20 ? MOST : number.abs().scaleByPowerOfTen(power).min(MOST);
        return value.multiply(sign);
    }
}
