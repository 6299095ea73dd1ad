package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.schema.GoText;

/**
 * Indexes of a Job's pods as text, for instance {@code 0,3-5}.
 *
 * @param total how many there are
 * @param problem why the text is none, or empty
 */
record JobIndexes(long total, String problem) {
    static JobIndexes of(String text, long completions) {
        if (text.isEmpty()) {
            return new JobIndexes(0, "");
        }
        long total = 0;
        long last = -1;
        for (String interval : text.split(",", -1)) {
            String[] limits = interval.split("-", -1);
            String problem = problem(interval, limits, completions);
            if (!problem.isEmpty()) {
                return new JobIndexes(0, problem);
            }
            long first = Long.parseLong(limits[0]);
            if (last >= first) {
                return new JobIndexes(0, order(last, first));
            }
            last = limits.length > 1 ? Long.parseLong(limits[1]) : first;
            total += last - first + 1;
        }
        return new JobIndexes(total, "");
    }

    private static String problem(String interval, String[] limits, long completions) {
        if (limits.length > 2) {
            return "the fragment " + GoText.quote(interval)
                    + " violates the requirement that an index interval can have at most two parts separated by '-'";
        }
        for (String limit : limits) {
            if (!limit.matches("[+]?[0-9]{1,18}")) {
                return "cannot convert string to integer for index: " + GoText.quote(limit);
            }
            if (Long.parseLong(limit) >= completions) {
                return "too large index: " + GoText.quote(limit);
            }
        }
        long first = Long.parseLong(limits[0]);
        long last = limits.length > 1 ? Long.parseLong(limits[1]) : first + 1;
        return first < last ? "" : order(first, last);
    }

    private static String order(long last, long next) {
        return "non-increasing order, previous: " + last + ", current: " + next;
    }
}
