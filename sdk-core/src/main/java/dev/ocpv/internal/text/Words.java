package dev.ocpv.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Words for messages. */
public final class Words {
    private static final int CLOSE = 3;

    private Words() {}

    /** {@return {@code did you mean x? }, or nothing when no candidate is like the word} */
    public static String suggestion(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate ->
                        distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT)) <= limit(word))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> "did you mean " + candidate + "? ")
                .orElse("");
    }

    private static int limit(String word) {
        return Math.min(CLOSE, Math.max(1, word.length() / 3));
    }

    /** {@return {@code 1 node} or {@code 3 nodes}} */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static int distance(String from, String to) {
        var previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            var current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
