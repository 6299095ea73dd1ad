package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.regex.Pattern;

/** Reads resourceVersions. */
final class Versions {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private Versions() {}

    /** {@return whether a text names a version; zero is none, and neither is what is no number} */
    static boolean isSet(String text) {
        return NUMBER.matcher(text).matches() && Long.parseLong(text) != 0;
    }

    /** {@return the number; a text that is none is an internal error on the real server, too} */
    static long parse(String text) {
        try {
            if (text.startsWith("+") || text.startsWith("-")) {
                throw new NumberFormatException(text);
            }
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            String why = isNumber(text) ? "value out of range" : "invalid syntax";
            throw Statuses.plain(500, "strconv.ParseUint: parsing " + GoText.quote(text) + ": " + why);
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
