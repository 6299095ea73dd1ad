package dev.ocpv.testkit.server.builtin;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the schedule of a cron job as the real server's library does. */
final class CronSchedule {
    private static final Set<String> DESCRIPTORS =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final String EVERY = "@every ";
    private static final Pattern DURATION =
            Pattern.compile("[-+]?(0|((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern UNITLESS = Pattern.compile("[-+]?.*(\\d|\\d\\.)");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final List<Field> FIELDS = List.of(
            new Field(0, 59, List.of()),
            new Field(0, 23, List.of()),
            new Field(1, 31, List.of()),
            new Field(
                    1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
            new Field(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

    private CronSchedule() {}

    /** What a field may hold: from the least to the most, or a name, of which the first stands for the least. */
    private record Field(int least, int most, List<String> names) {}

    /** A schedule is none, for a reason. */
    private static final class BadScheduleException extends Exception {
        private static final long serialVersionUID = 1;

        BadScheduleException(String why) {
            super(why);
        }
    }

    /** {@return what is wrong with a schedule} */
    static List<String> problems(String schedule) {
        try {
            read(schedule);
            return List.of();
        } catch (BadScheduleException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** {@return whether there is such a time zone} */
    static boolean isZone(String name) {
        return name.isEmpty() || name.equals("UTC") || name.equals("Local") || ZONES.contains(name);
    }

    private static void read(String schedule) throws BadScheduleException {
        String rest = schedule;
        if (rest.startsWith("TZ=") || rest.startsWith("CRON_TZ=")) {
            int end = rest.indexOf(' ');
            int start = rest.indexOf('=') + 1;
            if (end < 0) {
                throw new BadScheduleException(
                        "invalid schedule format: runtime error: slice bounds out of range [:-1]");
            }
            String zone = rest.substring(start, end);
            if (!isZone(zone)) {
                throw new BadScheduleException("provided bad location " + zone + ": unknown time zone " + zone);
            }
            rest = rest.substring(end).trim();
        }
        if (rest.startsWith("@")) {
            descriptor(rest);
            return;
        }
        List<String> fields = new ArrayList<>(Arrays.asList(rest.trim().split("\\s+", -1)));
        fields.removeIf(String::isEmpty);
        if (fields.size() != FIELDS.size()) {
            throw new BadScheduleException(
                    "expected exactly 5 fields, found " + fields.size() + ": [" + String.join(" ", fields) + "]");
        }
        for (int i = 0; i < fields.size(); i++) {
            for (String range : fields.get(i).split(",", -1)) {
                if (!range.isEmpty()) {
                    range(range, FIELDS.get(i));
                }
            }
        }
    }

    private static void descriptor(String text) throws BadScheduleException {
        if (DESCRIPTORS.contains(text)) {
            return;
        }
        if (!text.startsWith(EVERY)) {
            throw new BadScheduleException("unrecognized descriptor: " + text);
        }
        String duration = text.substring(EVERY.length());
        if (!DURATION.matcher(duration).matches()) {
            String why = UNITLESS.matcher(duration).matches() ? "missing unit in duration" : "invalid duration";
            throw new BadScheduleException(
                    "failed to parse duration " + text + ": time: " + why + " \"" + duration + "\"");
        }
    }

    private static void range(String text, Field field) throws BadScheduleException {
        String[] steps = text.split("/", -1);
        String[] bounds = steps[0].split("-", -1);
        boolean any = bounds[0].equals("*") || bounds[0].equals("?");
        long start = any ? field.least() : value(bounds[0], field);
        long end = any ? field.most() : bounds.length == 1 ? start : bounds.length == 2 ? value(bounds[1], field) : -1;
        if (end < 0) {
            throw new BadScheduleException("too many hyphens: " + text);
        }
        if (steps.length > 2) {
            throw new BadScheduleException("too many slashes: " + text);
        }
        long step = steps.length == 2 ? number(steps[1]) : 1;
        if (steps.length == 2 && bounds.length == 1) {
            end = field.most();
        }
        String where = ": " + text;
        if (start < field.least()) {
            throw new BadScheduleException(
                    "beginning of range (" + start + ") below minimum (" + field.least() + ")" + where);
        }
        if (end > field.most()) {
            throw new BadScheduleException("end of range (" + end + ") above maximum (" + field.most() + ")" + where);
        }
        if (start > end) {
            throw new BadScheduleException(
                    "beginning of range (" + start + ") beyond end of range (" + end + ")" + where);
        }
        if (step == 0) {
            throw new BadScheduleException("step of range should be a positive number" + where);
        }
    }

    private static long value(String text, Field field) throws BadScheduleException {
        int name = field.names().indexOf(text.toLowerCase(Locale.ROOT));
        return name >= 0 ? field.least() + name : number(text);
    }

    private static long number(String text) throws BadScheduleException {
        if (!text.matches("[-+]?[0-9]+")) {
            throw new BadScheduleException(
                    "failed to parse int from " + text + ": strconv.Atoi: parsing \"" + text + "\": invalid syntax");
        }
        if (text.length() > 18) {
            throw new BadScheduleException("failed to parse int from " + text + ": strconv.Atoi: parsing \"" + text
                    + "\": value out of range");
        }
        long number = Long.parseLong(text);
        if (number < 0) {
            throw new BadScheduleException("negative number (" + number + ") not allowed: " + text);
        }
        return number;
    }
}
