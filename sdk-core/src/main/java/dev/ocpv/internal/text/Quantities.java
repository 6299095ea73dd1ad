package dev.ocpv.internal.text;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts as Kubernetes writes them. */
public final class Quantities {
    private static final Pattern SHAPE = Pattern.compile(
            "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+))?");

    private Quantities() {}

    /** {@return the amount; empty when the text is no quantity} */
    public static Optional<BigDecimal> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Quantity(text).getNumericalAmount()) : Optional.empty();
    }
}
