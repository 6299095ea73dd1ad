package dev.ocpv.testkit.server.cel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes quantity: {@code 1Gi}, {@code 100m}, {@code 12e3}. The server keeps small ones as an integer with a power
 * of ten, and large or odd ones as a decimal number; what is kept as a decimal never counts as an integer.
 *
 * @param value as it is kept, with its power of ten
 * @param decimal whether it is a decimal number
 */
record Quantity(BigDecimal value, boolean decimal) {

    /** Reads a quantity; throws a {@link RuleException} that says why it is none. */
    static Quantity read(String text) {
        return new QuantityReader(text).read();
    }

    static Optional<Quantity> parse(String text) {
        try {
            return Optional.of(read(text));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    static Quantity of(long number) {
        return new Quantity(BigDecimal.valueOf(number), false);
    }

    static boolean isLong(BigInteger number) {
        return number.bitLength() < Long.SIZE;
    }

    boolean isInteger() {
        return !decimal && value.scale() <= 0 && isLong(value.toBigInteger());
    }

    Quantity plus(Quantity other) {
        boolean small = !decimal && !other.decimal;
        if (small && other.value.signum() == 0) {
            return this;
        }
        if (small && value.signum() == 0) {
            return other;
        }
        var sum = value.add(other.value);
        boolean fits = small
                && isLong(sum.unscaledValue())
                && isLong(value.setScale(sum.scale()).unscaledValue())
                && isLong(other.value.setScale(sum.scale()).unscaledValue());
        return new Quantity(sum, !fits);
    }

    Quantity minus(Quantity other) {
        return plus(new Quantity(other.value.negate(), other.decimal));
    }

    double approximate() {
        double base = value.unscaledValue().doubleValue();
        return value.scale() == 0 ? base : base * Double.parseDouble("1e" + -value.scale());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity that && value.compareTo(that.value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }
}
