package dev.ocpv.testkit.server.output;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How long ago something was, in the few letters that tables have room for. */
final class Ages {
    private static final int HOURS_OF_YEAR = 24 * 365;

    private Ages() {}

    /** {@return the time since a moment, {@code <unknown>} where there is none and {@code <invalid>} where it is no time} */
    static String since(String moment, Instant now) {
        if (moment.isEmpty()) {
            return "<unknown>";
        }
        try {
            return words(Duration.between(OffsetDateTime.parse(moment).toInstant(), now));
        } catch (DateTimeException e) {
            return "<invalid>";
        }
    }

    /** {@return a duration: finer while it is young} */
    static String words(Duration age) {
        long seconds = age.toSeconds();
        long minutes = age.toMinutes();
        long hours = age.toHours();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 2 * 60) {
            return seconds + "s";
        }
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 3 * 60) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        if (hours < 8 * 24) {
            return two(hours / 24, "d", hours % 24, "h");
        }
        if (hours < 2 * HOURS_OF_YEAR) {
            return hours / 24 + "d";
        }
        if (hours < 8 * HOURS_OF_YEAR) {
            return two(hours / HOURS_OF_YEAR, "y", hours / 24 % 365, "d");
        }
        return hours / HOURS_OF_YEAR + "y";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
