package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code timeout} parameter, which every request but a watch may carry; answers here need no time, but it is read. */
final class RequestTimeout {
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([^\\d.]*)");
    private static final Set<String> UNITS = Set.of("ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h");

    private RequestTimeout() {}

    static void check(Query query) {
        String text = query.get("timeout");
        String problem = text.isEmpty() ? "" : problem(text);
        if (!problem.isEmpty()) {
            throw Statuses.badRequest("invalid timeout specified in the request URL - time: " + problem);
        }
    }

    private static String problem(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return "";
        }
        Matcher parts = PART.matcher(unsigned);
        int end = 0;
        while (parts.find() && parts.start() == end) {
            end = parts.end();
            if (parts.group(2).isEmpty()) {
                return "missing unit in duration " + GoText.quote(text);
            }
            if (!UNITS.contains(parts.group(2))) {
                return "unknown unit " + GoText.quote(parts.group(2)) + " in duration " + GoText.quote(text);
            }
        }
        return end == 0 || end < unsigned.length() ? "invalid duration " + GoText.quote(text) : "";
    }
}
