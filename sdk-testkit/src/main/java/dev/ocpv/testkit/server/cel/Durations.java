package dev.ocpv.testkit.server.cel;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads durations: those of Go, and numbers with units in words. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*([A-Za-zµμ]+)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L,
            "w", 604_800_000_000_000L);

    private Durations() {}

    static Duration parse(String text) {
        var total = BigDecimal.ZERO;
        var parts = PART.matcher(text);
        while (parts.find()) {
            var nanos = NANOS.get(unit(parts.group(2)));
            if (nanos != null) {
                total = total.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(nanos)));
            }
        }
        return Duration.ofNanos((text.startsWith("-") ? total.negate() : total).longValue());
    }

    private static String unit(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        if (NANOS.containsKey(lower)) {
            return lower;
        }
        if (lower.startsWith("nano")) {
            return "ns";
        }
        if (lower.startsWith("micro")) {
            return "us";
        }
        if (lower.startsWith("milli")) {
            return "ms";
        }
        return lower.substring(0, 1);
    }
}
