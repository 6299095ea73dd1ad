package dev.ocpv.testkit.server.cel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Kubernetes quantity by value: {@code 1Gi}, {@code 100m}, {@code 12e3}.
 *
 * @param fractional a fraction of a binary unit, which never counts as an integer
 */
record Quantity(BigDecimal value, boolean fractional) {
    private static final Pattern FORM = Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))([a-zA-Z]*|[eE][+-]?\\d+)");
    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("k", BigDecimal.ONE.movePointRight(3)),
            Map.entry("M", BigDecimal.ONE.movePointRight(6)),
            Map.entry("G", BigDecimal.ONE.movePointRight(9)),
            Map.entry("T", BigDecimal.ONE.movePointRight(12)),
            Map.entry("P", BigDecimal.ONE.movePointRight(15)),
            Map.entry("E", BigDecimal.ONE.movePointRight(18)),
            Map.entry("Ki", binary(1)),
            Map.entry("Mi", binary(2)),
            Map.entry("Gi", binary(3)),
            Map.entry("Ti", binary(4)),
            Map.entry("Pi", binary(5)),
            Map.entry("Ei", binary(6)));

    Quantity {
        value = value.stripTrailingZeros();
    }

    private static BigDecimal binary(int power) {
        return new BigDecimal(BigInteger.ONE.shiftLeft(10 * power));
    }

    static Optional<Quantity> parse(String text) {
        var match = FORM.matcher(text);
        if (text.length() > 1000 || !match.matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(match.group(1));
        var suffix = match.group(2);
        var factor = SUFFIXES.get(suffix);
        if (factor != null) {
            return Optional.of(new Quantity(
                    number.multiply(factor),
                    suffix.endsWith("i") && match.group(1).indexOf('.') >= 0));
        }
        if (suffix.matches("[eE][+-]?\\d{1,4}")) {
            return Optional.of(new Quantity(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1))), false));
        }
        return Optional.empty();
    }

    static Quantity of(long number) {
        return new Quantity(BigDecimal.valueOf(number), false);
    }

    boolean isInteger() {
        return !fractional && value.scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }
}
