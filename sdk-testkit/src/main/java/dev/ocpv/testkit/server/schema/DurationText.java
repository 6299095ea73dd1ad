package dev.ocpv.testkit.server.schema;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** Tells durations in text: those of Go ({@code 1h30m}) and those in words ({@code 5 days}). */
final class DurationText {
    private static final Pattern GO =
            Pattern.compile("^[-+]?(0|([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$");
    private static final Pattern WORDS = Pattern.compile("(\\d+)\\s*([A-Za-zµ]+)");
    private static final List<List<String>> UNITS = List.of(
            List.of("ns", "nano"),
            List.of("us", "µs", "micro"),
            List.of("ms", "milli"),
            List.of("s", "sec"),
            List.of("m", "min"),
            List.of("h", "hr", "hour"),
            List.of("d", "day"),
            List.of("w", "wk", "week"));

    private DurationText() {}

    static boolean isDuration(String text) {
        if (GO.matcher(text).find() || text.equals("0")) {
            return true;
        }
        var words = WORDS.matcher(text);
        boolean found = false;
        while (words.find()) {
            if (words.group(1).length() > 18) {
                return false;
            }
            found |= isUnit(words.group(2).toLowerCase(Locale.ROOT));
        }
        return found;
    }

    private static boolean isUnit(String word) {
        return UNITS.stream().anyMatch(names -> names.contains(word) || word.startsWith(names.get(names.size() - 1)));
    }
}
