package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import dev.ocpv.testkit.server.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes objects away: at once, or by marking them while finalizers or a grace period hold them. */
final class Deletes {
    private static final String ORPHAN = "orphan";
    private static final String FOREGROUND = "foregroundDeletion";

    private final Backend backend;
    private final Consumer<Commit> commits;

    Deletes(Backend backend, Consumer<Commit> commits) {
        this.backend = backend;
        this.commits = commits;
    }

    Outcome delete(Call call, DeleteOptions options) {
        while (true) {
            Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
            if (entry == null) {
                throw call.notFound();
            }
            Outcome outcome = tryDelete(call, entry, options);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    /** {@return the outcome, or null when somebody else was faster} */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Outcome tryDelete(Call call, Entry entry, DeleteOptions options) {
        ObjectNode old = call.strategy().read(call, entry);
        call.strategy().checkDelete(call, entry, options.uid(), options.resourceVersion());
        checkPreconditions(call, entry, old, options);
        if (options.propagation() == null && !call.strategy().deleteWarning().isEmpty()) {
            call.warn(call.strategy().deleteWarning());
        }
        if (!call.unasked()) {
            AdmissionRequest request = call.admission("DELETE", Json.missing(), old);
            backend.hooks().forEach(hook -> hook.validate(request));
        }
        ObjectNode marked = mark(call, old, options);
        int code = options.cascades() ? 202 : 200;
        if (marked == old) {
            return Outcome.stored(code, old, entry);
        }
        if (marked == null) {
            return remove(call, entry, old);
        }
        Outcome stored = store(call, entry, marked, code);
        return stored == null || !goesAtOnce(call, marked) ? stored : takeAway(call, stored);
    }

    /** What can be given time is marked even when it gets none, and then goes. */
    private static boolean goesAtOnce(Call call, ObjectNode marked) {
        JsonNode metadata = marked.path("metadata");
        return call.strategy().gracePeriod(marked, null) >= 0
                && metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
                && metadata.path("finalizers").isEmpty()
                && !call.strategy().finalizedElsewhere(marked);
    }

    private Outcome takeAway(Call call, Outcome marked) {
        Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
        while (!call.dryRun() && entry != null) {
            Outcome removed = remove(call, entry, marked.document());
            if (removed != null) {
                return removed;
            }
            entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
        }
        return marked;
    }

    private void checkPreconditions(Call call, Entry entry, ObjectNode old, DeleteOptions options) {
        String uid = Json.textAt(old, "metadata", "uid");
        if (options.uid() != null && !options.uid().equals(uid)) {
            throw early(
                    call,
                    entry,
                    "the UID in the precondition (" + options.uid() + ") does not match the UID in record (" + uid
                            + "). The object might have been deleted and then recreated");
        }
        String version = Long.toString(entry.revision());
        if (options.resourceVersion() != null && !options.resourceVersion().equals(version)) {
            throw early(
                    call,
                    entry,
                    "the ResourceVersion in the precondition (" + options.resourceVersion()
                            + ") does not match the ResourceVersion in record (" + version
                            + "). The object might have been modified");
        }
    }

    private static StatusException early(Call call, Entry entry, String why) {
        return Statuses.conflict(call.def().group(), call.def().kind(), entry.name(), why);
    }

    /** {@return the object marked for deletion, the same one where nothing changes, or null where it goes at once} */
    private @Nullable ObjectNode mark(Call call, ObjectNode old, DeleteOptions options) {
        JsonNode metadata = old.path("metadata");
        if (metadata.has("deletionTimestamp") && call.strategy().finalizedElsewhere(old)) {
            return old;
        }
        List<String> finalizers = finalizers(call, metadata, options);
        call.strategy().addFinalizers(old, finalizers);
        boolean already = metadata.has("deletionTimestamp");
        long grace = call.strategy().gracePeriod(old, options.gracePeriodSeconds());
        if (already && grace >= 0) {
            long was = metadata.path("deletionGracePeriodSeconds").asLong(0);
            grace = options.gracePeriodSeconds() == null ? was : Math.min(was, grace);
        }
        if (finalizers.isEmpty() && grace < 0 && !call.strategy().finalizedElsewhere(old)) {
            return null;
        }
        ObjectNode marked = Json.withOwnMetadata(old);
        ObjectNode changed = Json.objectAt(marked, "metadata");
        if (!already) {
            changed.put("deletionTimestamp", backend.in(Math.max(grace, 0)));
            changed.set("deletionGracePeriodSeconds", Json.number(Math.max(grace, 0)));
            if (metadata.path("generation").asLong(0) > 0) {
                changed.set(
                        "generation", Json.number(metadata.path("generation").asLong() + 1));
            }
        } else if (grace >= 0
                && grace < metadata.path("deletionGracePeriodSeconds").asLong(0)) {
            changed.put("deletionTimestamp", backend.in(grace));
            changed.set("deletionGracePeriodSeconds", Json.number(grace));
        }
        ArrayNode list = Json.array();
        finalizers.forEach(list::add);
        if (list.isEmpty()) {
            changed.remove("finalizers");
        } else {
            changed.set("finalizers", list);
        }
        call.strategy().prepareForDelete(call, marked, old);
        return marked.equals(old) ? old : marked;
    }

    private static List<String> finalizers(Call call, JsonNode metadata, DeleteOptions options) {
        List<String> finalizers = new ArrayList<>(2);
        metadata.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        String propagation = options.propagation() == null ? "" : options.propagation();
        if (propagation.isEmpty()) {
            boolean decided = finalizers.contains(ORPHAN) || finalizers.contains(FOREGROUND);
            propagation = decided ? "" : call.strategy().defaultPropagation();
        }
        switch (propagation) {
            case "Orphan" -> replace(finalizers, FOREGROUND, ORPHAN);
            case "Foreground" -> replace(finalizers, ORPHAN, FOREGROUND);
            case "Background" -> finalizers.removeAll(List.of(ORPHAN, FOREGROUND));
            default -> {}
        }
        return finalizers;
    }

    private static void replace(List<String> finalizers, String old, String wanted) {
        finalizers.removeAll(List.of(old));
        if (!finalizers.contains(wanted)) {
            finalizers.add(wanted);
        }
    }

    private @Nullable Outcome store(Call call, Entry entry, ObjectNode marked, int code) {
        if (call.dryRun()) {
            return Outcome.object(code, marked);
        }
        ObjectNode stored = call.strategy().toStorage(marked);
        Store.Key key = new Store.Key(entry.namespace(), entry.name());
        Event event = backend.store().put(call.def().storage(), key, entry, stored);
        if (event == null) {
            return null;
        }
        commits.accept(new Commit(call.def(), event, call.client().agent()));
        return Outcome.stored(code, call.strategy().read(call, event.after()), event.after());
    }

    private @Nullable Outcome remove(Call call, Entry entry, ObjectNode old) {
        if (!call.dryRun()) {
            ObjectNode last = Json.withOwnMetadata(entry.object());
            Event event = backend.store().remove(call.def().storage(), entry, last);
            if (event == null) {
                return null;
            }
            commits.accept(new Commit(call.def(), event, call.client().agent()));
            if (call.strategy().deleteReturnsObject()) {
                return Outcome.object(200, call.strategy().read(call, event.after()));
            }
        } else if (call.strategy().deleteReturnsObject()) {
            return Outcome.object(200, old);
        }
        return Outcome.other(200, success(call, old));
    }

    private static ObjectNode success(Call call, ObjectNode old) {
        ObjectNode status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = StatusException.details(
                Json.textAt(old, "metadata", "name"),
                call.def().group(),
                call.def().plural());
        details.put("uid", Json.textAt(old, "metadata", "uid"));
        status.set("details", details);
        return status;
    }
}
