package dev.ocpv.internal.engine;

import dev.ocpv.ClusterOptions;
import dev.ocpv.apply.Applied;
import dev.ocpv.apply.ApplyResult;
import dev.ocpv.internal.http.Answer;
import dev.ocpv.internal.http.Api;
import dev.ocpv.internal.http.ApplyMode;
import dev.ocpv.internal.ssa.Ownership;
import dev.ocpv.internal.tree.JsonPatch;
import dev.ocpv.internal.tree.Trees;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.rollback.RollbackResult;
import dev.ocpv.rollback.RollbackResult.Step;
import dev.ocpv.rollback.Undo;
import dev.ocpv.spec.Spec;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes an apply back: last applied first, field by field, and never over somebody else's later change. */
record Restorer(Api api, Applicators applicators, ResourceCodec codec, ClusterOptions options) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TRIES = 5;
    private static final FieldPath VERSION = FieldPath.of("metadata", "resourceVersion");
    private static final FieldPath MANAGED = FieldPath.of("metadata", "managedFields");

    RollbackResult rollback(ApplyResult applied) {
        var steps = new ArrayList<Step>();
        for (int i = applied.done().size() - 1; i >= 0; i--) {
            var written = applied.done().get(i);
            steps.add(written.before().exists() ? restore(written) : delete(written));
        }
        return new RollbackResult(steps);
    }

    private Step restore(Applied written) {
        var resource = written.change().resource();
        var before = written.before().document();
        var now = api.get(resource);
        if (!now.ok()) {
            return refused(resource, "it cannot be read: " + now.message());
        }
        var restoration = Restoration.of(before, written.after().document(), now.body());
        var answer = patchUntilCurrent(resource, body -> {
            var wanted = Restoration.of(before, written.after().document(), body);
            return JsonPatch.between(body, wanted.document());
        });
        if (!answer.ok()) {
            return refused(resource, answer.message());
        }
        var owners = patchUntilCurrent(resource, body -> {
            var managed = Ownership.restored(before, body, options.fieldManager(), restoration.restored());
            return List.of(JsonPatch.replace(MANAGED, managed));
        });
        if (!owners.ok()) {
            return refused(resource, "its fields are as before, but not their owners: " + owners.message());
        }
        return restoration.changedSince().isEmpty()
                ? new Step(resource, true, "restored " + names(restoration.restored()))
                : refused(
                        resource,
                        "somebody changed %s since, so that stays. Look at it and set it by hand"
                                .formatted(names(restoration.changedSince())));
    }

    /** Patches what is there now; tries again when somebody wrote in between. */
    private Answer patchUntilCurrent(
            ResourceRef resource, Function<Map<String, Object>, List<Map<String, Object>>> operations) {
        var answer = new Answer(409, Map.of());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var now = api.get(resource);
            var patch = now.ok() ? operations.apply(now.body()) : List.<Map<String, Object>>of();
            if (patch.isEmpty()) {
                return now;
            }
            var guarded = new ArrayList<Map<String, Object>>();
            guarded.add(JsonPatch.test(VERSION, VERSION.in(now.body()).orElse("")));
            guarded.addAll(patch);
            answer = api.patch(resource, guarded, mode());
            if (answer.ok()) {
                return answer;
            }
        }
        return answer;
    }

    private Step delete(Applied written) {
        var resource = written.change().resource();
        var now = api.get(resource);
        if (now.notFound()) {
            return new Step(resource, true, "already gone");
        }
        if (!now.ok()) {
            return refused(resource, "it cannot be read: " + now.message());
        }
        var changed = changedSince(written, now.body());
        if (!changed.isEmpty()) {
            return refused(resource, "somebody changed %s since, so it stays".formatted(names(changed)));
        }
        var undo = undo(written);
        for (var first : undo.applyFirst()) {
            var answer = api.apply(ResourceRef.to(first), codec.of(first), mode());
            if (!answer.ok()) {
                return refused(resource, answer.message());
            }
        }
        var free = new Verifier(api, applicators, options).await(undo.awaitFirst(), PATIENCE);
        if (!free.ok()) {
            return refused(resource, "it is still in use: " + free.explain().strip());
        }
        return deleteAndWait(resource, written.after().uid());
    }

    private Step deleteAndWait(ResourceRef resource, String uid) {
        var answer = api.delete(resource, uid);
        if (answer.isUnreadable()) {
            return refused(resource, answer.message());
        }
        var gone = new Verifier(api, applicators, options).await(List.of(new Gone(resource)), PATIENCE);
        return gone.ok()
                ? new Step(resource, true, "deleted")
                : refused(resource, gone.explain().strip());
    }

    private static List<FieldPath> changedSince(Applied written, Map<String, Object> now) {
        var intended = Trees.diff(Map.of(), written.change().write().document(), Trees.Depth.LEAVES);
        return intended.stream()
                .map(Trees.Difference::path)
                .filter(path -> !path.in(now).equals(path.in(written.after().document())))
                .toList();
    }

    private Undo undo(Applied written) {
        var all = written.change().specs().stream()
                .map(spec -> undo(spec, written))
                .toList();
        return new Undo(
                all.stream().flatMap(undo -> undo.applyFirst().stream()).toList(),
                all.stream().flatMap(undo -> undo.awaitFirst().stream()).toList());
    }

    private <S extends Spec> Undo undo(S spec, Applied written) {
        return applicators.of(spec).undo(spec, written.change());
    }

    private static String names(List<FieldPath> paths) {
        return paths.stream().map(FieldPath::toString).collect(Collectors.joining(", "));
    }

    private static Step refused(ResourceRef resource, String why) {
        return new Step(resource, false, why);
    }

    private ApplyMode mode() {
        return new ApplyMode(options.fieldManager(), false, false);
    }

    private record Gone(ResourceRef resource) implements Check {
        @Override
        public String title() {
            return resource + " is gone";
        }

        @Override
        public Observation observe(dev.ocpv.verify.LiveReader live) {
            return live.get(resource).isEmpty() ? Observation.passed("gone") : Observation.waiting("still there");
        }
    }
}
