package dev.ocpv.internal.engine;

import dev.ocpv.ClusterOptions;
import dev.ocpv.apply.Applied;
import dev.ocpv.apply.ApplyEvent;
import dev.ocpv.apply.ApplyEvent.State;
import dev.ocpv.apply.ApplyListener;
import dev.ocpv.apply.ApplyResult;
import dev.ocpv.apply.StalePlanException;
import dev.ocpv.internal.http.Answer;
import dev.ocpv.internal.http.Api;
import dev.ocpv.internal.http.ApplyMode;
import dev.ocpv.internal.ssa.Conflicts;
import dev.ocpv.internal.ssa.Conflicts.Conflict;
import dev.ocpv.plan.Action;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Plan;
import dev.ocpv.plan.Takeover;
import dev.ocpv.resource.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a plan, in order, and stops at the first refusal. */
record Writer(Api api, ClusterOptions options) {

    ApplyResult apply(Plan plan, ApplyListener listener) {
        refuseIfStale(plan);
        var changes = plan.changes().stream()
                .filter(change -> change.action() != Action.NONE)
                .toList();
        var done = new ArrayList<Applied>();
        for (var change : changes) {
            int step = done.size() + 1;
            listener.on(new ApplyEvent(step, changes.size(), change, State.STARTED));
            var before = api.get(change.resource());
            var answer = before.isUnreadable() ? before : write(change);
            if (!answer.ok()) {
                listener.on(new ApplyEvent(step, changes.size(), change, State.FAILED));
                return new ApplyResult(plan, done, Optional.of(failure(change, before, answer)));
            }
            done.add(new Applied(change, snapshot(change, before), snapshot(change, answer)));
            listener.on(new ApplyEvent(step, changes.size(), change, State.DONE));
        }
        return new ApplyResult(plan, done, Optional.empty());
    }

    private static String failure(Change change, Answer before, Answer answer) {
        var isKnown = before.isUnreadable() || !answer.isNone();
        return "%s: %s%s"
                .formatted(
                        change.resource(),
                        answer.message(),
                        isKnown ? "" : ". Whether it was written is not known; a new plan shows it");
    }

    private Answer write(Change change) {
        var document = change.write().document();
        var takeovers = change.write().takeovers();
        if (!takeovers.isEmpty()) {
            // Force takes every field in conflict, also one that somebody took after the plan was made and shown.
            var answer = api.apply(change.resource(), document, mode(false, true));
            var news = unplanned(answer, document, takeovers);
            if (!news.isEmpty()) {
                return answer;
            }
        }
        return api.apply(change.resource(), document, mode(!takeovers.isEmpty(), false));
    }

    private static List<Conflict> unplanned(Answer answer, Map<String, Object> document, List<Takeover> takeovers) {
        var planned = takeovers.stream().map(Takeover::path).toList();
        return Conflicts.of(answer.causes(), document).stream()
                .filter(conflict -> !planned.contains(conflict.path()))
                .toList();
    }

    private void refuseIfStale(Plan plan) {
        var stale = new ArrayList<String>();
        for (var change : plan.changes()) {
            var planned = change.write().before();
            var answer = api.get(change.resource());
            var now = snapshot(change, answer);
            if (answer.isUnreadable()) {
                stale.add("%s cannot be read: %s".formatted(change.resource(), answer.message()));
            } else if (!Fields.strip(planned.document()).equals(Fields.strip(now.document()))) {
                stale.add("%s changed since it was planned (resourceVersion %s, now %s)"
                        .formatted(change.resource(), version(planned), version(now)));
            }
        }
        if (!stale.isEmpty()) {
            throw new StalePlanException(stale.stream()
                    .collect(Collectors.joining("; ", "Plan is stale: ", ". Nothing was written.  next: plan again")));
        }
    }

    private static String version(Snapshot snapshot) {
        return snapshot.exists() ? snapshot.resourceVersion() : "absent";
    }

    private Snapshot snapshot(Change change, Answer answer) {
        var document = answer.ok() ? answer.body() : Map.<String, Object>of();
        return new Snapshot(change.resource(), document, options.ticker().now());
    }

    private ApplyMode mode(boolean force, boolean dryRun) {
        return new ApplyMode(options.fieldManager(), force, dryRun);
    }
}
