package dev.ocpv.testkit.server.builtin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may be said of how a Job goes; most is only looked at when it changes. */
final class JobStatusRules {
    private final Part job;
    private final Part status;
    private final Part was;
    private final Part conditions;

    private JobStatusRules(Part job, Part old) {
        this.job = job;
        this.status = job.at("status");
        this.was = old.at("status");
        this.conditions = status.at("conditions");
    }

    static void check(Part job, Part old) {
        JobStatusRules rules = new JobStatusRules(job, old);
        if (job.minor() < 32) {
            rules.numbers();
            rules.uncounted();
            rules.criteria();
            rules.combinations();
            rules.criteriaStay();
            return;
        }
        rules.numbers();
        rules.uncounted();
        rules.complete();
        rules.times();
        rules.finished();
        rules.indexes();
        rules.pods();
        rules.combinations();
        rules.wayBack();
    }

    private void numbers() {
        for (String field : List.of("active", "succeeded", "failed", "ready", "terminating")) {
            status.at(field).notNegative();
        }
    }

    private void uncounted() {
        Set<String> known = new HashSet<>();
        for (String list : List.of("succeeded", "failed")) {
            for (Part uid : status.at("uncountedTerminatedPods", list).items()) {
                if (uid.isZero()) {
                    uid.invalid("must not be empty");
                } else if (!known.add(uid.text())) {
                    uid.duplicate();
                }
            }
        }
    }

    private static boolean is(Part status, String type, String value) {
        return status.at("conditions").items().stream()
                .anyMatch(one -> one.at("type").is(type) && one.at("status").is(value));
    }

    private boolean is(String type) {
        return is(status, type, "True");
    }

    private boolean turned(String type) {
        return is(type) != is(was, type, "True");
    }

    private boolean isFinished() {
        return is("Complete") || is("Failed");
    }

    private boolean turnedFinished() {
        return isFinished() != (is(was, "Complete", "True") || is(was, "Failed", "True"));
    }

    private boolean changed(String field) {
        return !status.at(field).same(was.at(field))
                && !(status.at(field).isZero() && was.at(field).isZero());
    }

    private void complete() {
        if (is("Complete") && is("Failed") && (turned("Complete") || turned("Failed"))) {
            conditions.broken("cannot set Complete=True and Failed=true conditions");
        }
        if (is("Complete") && is("FailureTarget") && (turned("Complete") || turned("FailureTarget"))) {
            conditions.broken("cannot set Complete=True and FailureTarget=true conditions");
        }
        Part end = status.at("completionTime");
        if (turned("Complete") || changed("completionTime")) {
            if (end.isSet() && !is("Complete")) {
                end.invalid("cannot set completionTime when there is no Complete=True condition");
            } else if (!end.isSet() && is("Complete")) {
                end.required("completionTime is required for Complete jobs");
            }
        }
    }

    private void times() {
        Part start = status.at("startTime");
        Part end = status.at("completionTime");
        boolean both = start.isSet() && end.isSet();
        if ((changed("startTime") || changed("completionTime"))
                && both
                && end.text().compareTo(start.text()) < 0) {
            end.invalid("must be equal to or after `startTime`");
        }
        if ((turned("Failed") || changed("failedIndexes")) && is("Failed") && !is("FailureTarget")) {
            conditions.broken("cannot set Failed=True condition without the FailureTarget=true condition");
        }
        if ((turned("Complete") || turned("SuccessCriteriaMet")) && is("Complete") && !is("SuccessCriteriaMet")) {
            conditions.broken("cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
        }
    }

    private void finished() {
        Part active = status.at("active");
        if ((turnedFinished() || changed("active")) && active.number() > 0 && isFinished()) {
            active.invalid("active>0 is invalid for finished job");
        }
        Part start = status.at("startTime");
        boolean empty = job.at("spec", "suspend").isTrue()
                && job.at("spec", "completions").isSet()
                && job.at("spec", "completions").number() == 0;
        if ((turnedFinished() || changed("startTime")) && !empty && !start.isSet() && isFinished()) {
            start.required("startTime is required for finished job");
        }
        Part uncounted = status.at("uncountedTerminatedPods");
        boolean some =
                !uncounted.at("failed").isZero() || !uncounted.at("succeeded").isZero();
        if ((turnedFinished() || changed("uncountedTerminatedPods")) && isFinished() && some) {
            uncounted.invalid("must be empty for finished job");
        }
    }

    private void indexes() {
        Part completions = job.at("spec", "completions");
        Part completed = status.at("completedIndexes");
        Part failed = status.at("failedIndexes");
        boolean perIndex = job.at("spec", "backoffLimitPerIndex").isSet();
        if (changed("completedIndexes") && completions.isSet()) {
            parse(completed, "completedIndexes", completions.number());
        }
        if (changed("failedIndexes") && completions.isSet() && perIndex) {
            parse(failed, "failedIndexes", completions.number());
        }
        if (changed("completedIndexes")
                && !completed.isZero()
                && !job.at("spec", "completionMode").is("Indexed")) {
            completed.invalid("cannot set non-empty completedIndexes when non-indexed completion mode");
        }
        if (changed("failedIndexes") && !perIndex && failed.isSet()) {
            failed.invalid("cannot set non-null failedIndexes when backoffLimitPerIndex is null");
        }
    }

    private static void parse(Part indexes, String field, long completions) {
        String problem = JobIndexes.of(indexes.text(), completions).problem();
        if (!problem.isEmpty()) {
            indexes.invalid("error parsing " + field + ": " + problem);
        }
    }

    private void pods() {
        Part terminating = status.at("terminating");
        if ((turnedFinished() || changed("terminating")) && terminating.number() > 0 && isFinished()) {
            terminating.invalid("terminating>0 is invalid for finished job");
        }
        Part ready = status.at("ready");
        boolean more = ready.number() > status.at("active").number();
        if ((changed("ready") || changed("active")) && ready.isSet() && more) {
            ready.invalid("cannot set more ready pods than active");
        }
    }

    /** Older releases look at little, but whenever a status is written. */
    private void criteria() {
        if (is("SuccessCriteriaMet") && !job.at("spec", "completionMode").is("Indexed")) {
            conditions.broken("cannot set SuccessCriteriaMet to NonIndexed Job");
        }
    }

    private void combinations() {
        if (is("SuccessCriteriaMet") && is("Failed")) {
            conditions.broken("cannot set SuccessCriteriaMet=True and Failed=true conditions");
        }
        if (is("SuccessCriteriaMet") && is("FailureTarget")) {
            conditions.broken("cannot set SuccessCriteriaMet=True and FailureTarget=true conditions");
        }
        boolean policy = job.at("spec", "successPolicy").isSet();
        if (job.minor() < 32 && is("SuccessCriteriaMet") && !policy) {
            conditions.broken("cannot set SuccessCriteriaMet=True for Job without SuccessPolicy");
        }
        if (policy && !is("SuccessCriteriaMet") && is("Complete")) {
            conditions.broken("cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True");
        }
    }

    /** What cannot be taken back. */
    private void wayBack() {
        for (String type : List.of("Failed", "Complete", "FailureTarget")) {
            if (is(was, type, "True") && !is(type)) {
                conditions.broken("cannot disable the terminal " + type + "=True condition");
            }
        }
        counter("failed", true);
        boolean scales = job.at("spec", "completionMode").is("Indexed")
                && job.at("spec", "completions").same(job.at("spec", "parallelism"));
        counter("succeeded", !scales);
        Part end = status.at("completionTime");
        if (end.isSet() && was.at("completionTime").isSet() && changed("completionTime")) {
            end.invalid("field is immutable");
        }
        boolean resumes = is(was, "Suspended", "True") && is(status, "Suspended", "False");
        if (changed("startTime")
                && !resumes
                && was.at("startTime").isSet()
                && !job.at("spec", "suspend").isTrue()) {
            status.at("startTime").required("startTime cannot be removed for unsuspended job");
        }
        criteriaStay();
    }

    private void criteriaStay() {
        if (is(was, "SuccessCriteriaMet", "True") && !is("SuccessCriteriaMet")) {
            conditions.broken("cannot disable the SuccessCriteriaMet=True condition");
        }
        if (is(was, "Complete", "True") && !is(was, "SuccessCriteriaMet", "True") && is("SuccessCriteriaMet")) {
            conditions.broken("cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions");
        }
    }

    private void counter(String field, boolean onlyUp) {
        if (onlyUp && status.at(field).number() < was.at(field).number()) {
            status.at(field).invalid("cannot decrease the " + field + " counter");
        }
    }
}
