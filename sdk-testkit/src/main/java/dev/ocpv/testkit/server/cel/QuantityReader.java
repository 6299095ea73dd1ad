package dev.ocpv.testkit.server.cel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Reads a quantity in its parts: a number, and what it is multiplied by. */
final class QuantityReader {
    private static final String FORM =
            "quantities must match the regular expression" + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private static final String SUFFIX = "unable to parse quantity's suffix";
    private static final String NUMERIC = "unable to parse numeric part of quantity";
    private static final String DECIMAL_SUFFIXES = "num kMGTPE";
    private static final String BINARY_SUFFIXES = "KMGTPE";
    private static final int SMALLEST = 9;
    private static final int MOST_DIGITS = 18;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final String text;
    private int at;

    QuantityReader(String text) {
        this.text = text;
    }

    Quantity read() {
        if (text.isEmpty()) {
            throw new RuleException(FORM);
        }
        if (text.charAt(0) == '-' || text.charAt(0) == '+') {
            at++;
        }
        while (at < text.length() && text.charAt(at) == '0') {
            at++;
        }
        if (at == text.length()) {
            return Quantity.of(0);
        }
        var whole = digits();
        var fraction = "";
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            fraction = digits();
        }
        var number = text.substring(0, at);
        return scaled(number, whole.isEmpty() ? "0" : whole, fraction, suffix());
    }

    private String digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return text.substring(start, at);
    }

    private String suffix() {
        int start = at;
        while (at < text.length() && "eEinumkKMGTP".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        digits();
        if (at < text.length()) {
            throw new RuleException(FORM);
        }
        return text.substring(start);
    }

    private static Quantity scaled(String number, String whole, String fraction, String suffix) {
        int digits = whole.length() + fraction.length();
        int binary = binaryPower(suffix);
        if (binary > 0) {
            int room = 15 - whole.length() - (int) (binary * 3 / 10f) - 1;
            if (fraction.isEmpty() && room >= 0) {
                return new Quantity(
                        new BigDecimal(decimal(number).toBigInteger().shiftLeft(binary)), false);
            }
            return binary(decimal(number), binary);
        }
        int power = decimalPower(suffix);
        if (digits <= MOST_DIGITS && (long) power - fraction.length() >= -SMALLEST) {
            var unscaled = new BigInteger(whole + fraction);
            return new Quantity(
                    new BigDecimal(number.startsWith("-") ? unscaled.negate() : unscaled, fraction.length() - power),
                    false);
        }
        return decimal(decimal(number).scaleByPowerOfTen(power), RoundingMode.UP);
    }

    private static BigDecimal decimal(String number) {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw new RuleException(NUMERIC);
        }
    }

    private static Quantity binary(BigDecimal number, int power) {
        var factor = new BigDecimal(BigInteger.ONE.shiftLeft(power));
        var amount = decimal(number.multiply(factor), RoundingMode.UP).value();
        if (amount.abs().compareTo(LARGEST) > 0) {
            amount = amount.signum() < 0 ? LARGEST.negate() : LARGEST;
        }
        return new Quantity(amount, true);
    }

    private static Quantity decimal(BigDecimal amount, RoundingMode rounding) {
        return new Quantity(amount.signum() == 0 ? amount : amount.setScale(SMALLEST, rounding), true);
    }

    private static int binaryPower(String suffix) {
        int index = suffix.length() == 2 && suffix.charAt(1) == 'i' ? BINARY_SUFFIXES.indexOf(suffix.charAt(0)) : -1;
        return 10 * (index + 1);
    }

    private static int decimalPower(String suffix) {
        if (suffix.isEmpty()) {
            return 0;
        }
        if (suffix.length() == 1) {
            int index = DECIMAL_SUFFIXES.indexOf(suffix.charAt(0));
            if (index >= 0) {
                return 3 * index - SMALLEST;
            }
        } else if (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E') {
            try {
                return Math.toIntExact(Long.parseLong(suffix.substring(1)));
            } catch (ArithmeticException | NumberFormatException e) {
                throw new RuleException(SUFFIX);
            }
        }
        throw new RuleException(SUFFIX);
    }
}
