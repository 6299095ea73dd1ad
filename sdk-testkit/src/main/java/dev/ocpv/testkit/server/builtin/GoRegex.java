package dev.ocpv.testkit.server.builtin;

import com.google.re2j.PatternSyntaxException;

/** Words an error in a regular expression as the Go library does. */
final class GoRegex {
    private GoRegex() {}

    static String words(PatternSyntaxException e) {
        String pattern = e.getPattern();
        String shown = pattern == null || pattern.isEmpty() ? "" : ": `" + pattern + "`";
        return "error parsing regexp: " + e.getDescription() + shown;
    }
}
