package dev.ocpv.testkit.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Durations as Go writes them, such as {@code 48h0m0s}. */
final class GoDuration {

    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|(?:" + PART + ")+)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ns", Duration.ofNanos(1),
            "us", Duration.ofNanos(1_000),
            "µs", Duration.ofNanos(1_000),
            "μs", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    private GoDuration() {}

    /**
     * {@return the duration that the text means}
     *
     * @throws IllegalArgumentException in Go's words when it means none
     */
    static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("time: invalid duration \"" + text + "\"");
        }
        var nanos = PART.matcher(text)
                .results()
                .map(part -> new BigDecimal(part.group(1))
                        .multiply(BigDecimal.valueOf(
                                Objects.requireNonNull(UNITS.get(part.group(2))).toNanos())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Duration.ofNanos((text.startsWith("-") ? nanos.negate() : nanos).longValue());
    }
}
