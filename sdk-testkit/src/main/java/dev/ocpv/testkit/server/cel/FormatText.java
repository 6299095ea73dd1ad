package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;

/** The text of a format, with its clauses: a percent sign, a precision and a letter. */
final class FormatText {
    private final String text;
    private int at;

    FormatText(String text) {
        this.text = text;
    }

    /** What becomes of the parts of a format. */
    interface Parts {
        void plain(char c);

        /** Takes the next argument; throws a {@link RuleException} when there is none. */
        void argument();

        /** Says that the clause of the argument is complete; {@code precision} is negative when none is given. */
        void clause(char verb, int precision);
    }

    void read(Parts parts) {
        for (at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '%') {
                parts.plain(c);
            } else if (text.startsWith("%%", at)) {
                parts.plain(c);
                at++;
            } else {
                parts.argument();
                at++;
                clause(parts);
            }
        }
    }

    static RuleException endsEarly() {
        return new RuleException("unexpected end of string");
    }

    private void clause(Parts parts) {
        if (at >= text.length()) {
            throw endsEarly();
        }
        int precision = -1;
        if (text.charAt(at) == '.') {
            precision = precision();
        }
        char verb = text.charAt(at);
        if ("sdfebxXo".indexOf(verb) < 0) {
            throw unreadable("unrecognized formatting clause \"" + verb + "\"");
        }
        parts.clause(verb, precision);
    }

    private int precision() {
        int start = ++at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at >= text.length()) {
            throw unreadable("error while parsing precision: could not find end of precision specifier");
        }
        var digits = text.substring(start, at);
        try {
            return (int) Math.min(Long.parseLong(digits), Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw unreadable("error while parsing precision: error while converting precision to integer:"
                    + " strconv.Atoi: parsing " + GoText.quote(digits) + ": "
                    + (digits.isEmpty() ? "invalid syntax" : "value out of range"));
        }
    }

    private static RuleException unreadable(String why) {
        return new RuleException("could not parse formatting clause: " + why);
    }
}
