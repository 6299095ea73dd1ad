package dev.ocpv.testkit.server.schema;

import com.google.re2j.PatternSyntaxException;

/** Words an error in a regular expression as the Go library does. */
public final class GoRegex {
    private static final String LOST = "stack underflow";

    private GoRegex() {}

    /** {@return what is wrong with a whole pattern} */
    public static String words(PatternSyntaxException e, String whole) {
        String part = e.getPattern();
        if (LOST.equals(part)) {
            return "error parsing regexp: unexpected ): `" + whole + "`";
        }
        return "error parsing regexp: " + e.getDescription() + ": `" + (part == null ? "" : part) + "`";
    }
}
