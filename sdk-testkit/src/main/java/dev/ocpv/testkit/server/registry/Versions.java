package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;

/** Reads resourceVersions. */
final class Versions {
    private Versions() {}

    /** {@return whether a text names a version; zero is none, and neither is what is no number} */
    static boolean isSet(String text) {
        try {
            return !text.isEmpty() && parse(text) != 0;
        } catch (StatusException e) {
            return false;
        }
    }

    /** {@return the number, which takes all 64 bits; a text that is none is an internal error on the real server, too} */
    static long parse(String text) {
        try {
            if (text.startsWith("+") || text.startsWith("-")) {
                throw new NumberFormatException(text);
            }
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            String why = isNumber(text) ? "value out of range" : "invalid syntax";
            throw Statuses.plain(500, "strconv.ParseUint: parsing " + GoText.quote(text) + ": " + why);
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
