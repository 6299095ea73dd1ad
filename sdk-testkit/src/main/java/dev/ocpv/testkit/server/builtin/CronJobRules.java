package dev.ocpv.testkit.server.builtin;

import java.util.regex.Pattern;

/** What makes jobs again and again. */
final class CronJobRules {
    private static final Pattern ZONE_PART = Pattern.compile("[A-Za-z.\\-_0-9+]{1,14}");
    private static final int NAME = 52;

    private CronJobRules() {}

    static void create(Part object, Part ignored) {
        spec(object.at("spec"), null);
        Part name = object.at("metadata", "name");
        if (name.text().length() > NAME) {
            name.invalid("must be no more than " + NAME + " characters");
        }
    }

    static void update(Part object, Part old) {
        spec(object.at("spec"), old.at("spec"));
    }

    private static void spec(Part spec, @org.jspecify.annotations.Nullable Part old) {
        Part schedule = spec.at("schedule");
        if (schedule.present()) {
            schedule(schedule, spec, old);
        }
        spec.at("startingDeadlineSeconds").notNegative();
        if (old == null || !old.at("timeZone").same(spec.at("timeZone"))) {
            zone(spec.at("timeZone"));
        }
        spec.at("concurrencyPolicy").requiredOneOf("Allow", "Forbid", "Replace");
        Part job = spec.at("jobTemplate", "spec");
        JobRules.spec(job);
        if (job.at("selector").isSet()) {
            job.at("selector").invalid("`selector` will be auto-generated");
        }
        if (job.at("manualSelector").isTrue()) {
            job.at("manualSelector").notSupported("nil", "false");
        }
        spec.at("successfulJobsHistoryLimit").notNegative();
        spec.at("failedJobsHistoryLimit").notNegative();
    }

    /** A schedule that named a time zone before there was a field for it may go on doing so. */
    private static void schedule(Part schedule, Part spec, @org.jspecify.annotations.Nullable Part old) {
        boolean zoned = old != null && namesZone(old.at("schedule"));
        schedule.invalid(CronSchedule.problems(schedule.text()));
        if (!namesZone(schedule)) {
            return;
        }
        if (!zoned) {
            schedule.invalid("cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        } else if (spec.at("timeZone").isSet()) {
            schedule.invalid("cannot use both timeZone field and TZ or CRON_TZ in schedule");
        }
    }

    static boolean namesZone(Part schedule) {
        return schedule.text().contains("TZ");
    }

    private static void zone(Part zone) {
        if (!zone.isSet()) {
            return;
        }
        String name = zone.text();
        if (name.isEmpty()) {
            zone.invalid("timeZone must be nil or non-empty string");
            return;
        }
        for (String part : name.split("/", -1)) {
            if (part.equals(".")
                    || part.equals("..")
                    || part.startsWith("-")
                    || !ZONE_PART.matcher(part).matches()) {
                zone.invalid("unknown time zone " + name);
                return;
            }
        }
        if (name.equalsIgnoreCase("Local")) {
            zone.invalid("timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }
        if (!CronSchedule.isZone(name)) {
            zone.invalid("unknown time zone " + name);
        }
    }
}
