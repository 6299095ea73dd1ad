package dev.ocpv.internal.engine;

import dev.ocpv.ClusterOptions;
import dev.ocpv.internal.engine.Intents.Intent;
import dev.ocpv.internal.http.Answer;
import dev.ocpv.internal.http.Api;
import dev.ocpv.internal.http.ApplyMode;
import dev.ocpv.internal.ssa.Conflicts;
import dev.ocpv.internal.ssa.Conflicts.Conflict;
import dev.ocpv.live.LiveState;
import dev.ocpv.plan.Action;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.plan.Plan;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.plan.Takeover;
import dev.ocpv.plan.TakeoverPolicy;
import dev.ocpv.plan.Write;
import dev.ocpv.report.Finding;
import dev.ocpv.resource.Snapshot;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.ValidatedState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the server, in dry runs, what a desired state would change. */
record Planner(Api api, Applicators applicators, ResourceCodec codec, ApiDefaults defaults, ClusterOptions options) {

    Plan plan(ValidatedState state, PlanOptions planOptions) {
        var intents = Intents.of(state, applicators, codec);
        var findings = new ArrayList<>(intents.findings());
        var changes = new ArrayList<Change>();
        for (var intent : intents.inOrder()) {
            var write = dryRun(intent, planOptions.takeover(), findings);
            if (!write.predicted().isEmpty()) {
                changes.add(change(intent, write, state.live()));
            }
        }
        return new Plan(state, changes, findings);
    }

    /** {@return the write, with an empty prediction when the server refuses it} */
    private Write dryRun(Intent intent, TakeoverPolicy policy, List<Finding> findings) {
        var before = snapshot(intent, findings);
        var answer = api.apply(intent.resource(), intent.document(), mode(false));
        if (!answer.isFieldConflict()) {
            return write(intent, before, answer, List.of(), findings);
        }
        var owned = owned(intent, before, answer);
        var refused = owned.stream().filter(field -> !allows(policy, field)).toList();
        refused.forEach(field -> findings.add(EngineFindings.owned(intent.resource(), field)));
        if (!refused.isEmpty()) {
            return new Write(intent.document(), before, Map.of(), List.of());
        }
        return write(intent, before, api.apply(intent.resource(), intent.document(), mode(true)), owned, findings);
    }

    private Snapshot snapshot(Intent intent, List<Finding> findings) {
        var live = api.get(intent.resource());
        if (live.isUnreadable()) {
            findings.add(EngineFindings.refused(intent.resource(), live));
        }
        return new Snapshot(
                intent.resource(),
                live.ok() ? live.body() : Map.of(),
                options.ticker().now());
    }

    private static Write write(
            Intent intent, Snapshot before, Answer answer, List<Takeover> takeovers, List<Finding> findings) {
        if (!answer.ok()) {
            findings.add(EngineFindings.refused(intent.resource(), answer));
        }
        return new Write(intent.document(), before, answer.ok() ? answer.body() : Map.of(), takeovers);
    }

    private List<Takeover> owned(Intent intent, Snapshot before, Answer answer) {
        return Conflicts.of(answer.causes(), intent.document()).stream()
                .map(conflict -> takeover(intent, before, conflict))
                .toList();
    }

    private Takeover takeover(Intent intent, Snapshot before, Conflict conflict) {
        var live = conflict.path().in(before.document());
        var isDefault = live.isPresent() && defaults.isDefault(intent.resource(), conflict.path(), live.get());
        return new Takeover(conflict.path(), conflict.manager(), isDefault);
    }

    private static boolean allows(TakeoverPolicy policy, Takeover field) {
        return policy == TakeoverPolicy.ALWAYS || (policy == TakeoverPolicy.DEFAULTS && field.isDefault());
    }

    private Change change(Intent intent, Write write, LiveState live) {
        var bare = draft(intent, write).build();
        if (bare.action() == Action.NONE) {
            return bare;
        }
        Set<Impact> impacts = new LinkedHashSet<>();
        intent.specs().forEach(spec -> impacts.addAll(impacts(spec, live, bare)));
        return draft(intent, write).addAllImpacts(impacts).build();
    }

    private static Change.Builder draft(Intent intent, Write write) {
        var fields = Fields.changed(intent.resource(), write.before().document(), write.predicted());
        var unchanged = fields.isEmpty() ? Action.NONE : Action.UPDATE;
        return Change.builder()
                .resource(intent.resource())
                .action(write.before().exists() ? unchanged : Action.CREATE)
                .addAllSpecs(intent.specs())
                .addAllFields(fields)
                .write(write);
    }

    private <S extends Spec> List<Impact> impacts(S spec, LiveState live, Change change) {
        return applicators.of(spec).impacts(spec, live, change);
    }

    private ApplyMode mode(boolean force) {
        return new ApplyMode(options.fieldManager(), force, true);
    }
}
