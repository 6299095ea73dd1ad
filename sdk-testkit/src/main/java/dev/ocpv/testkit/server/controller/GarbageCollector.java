package dev.ocpv.testkit.server.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects whose owners are all gone, and carries out orphaning and foreground deletion.
 *
 * <p>What a deleted object owned is gone before the next request is answered. Orphaning and foreground deletion begin
 * half a second after they were asked for, and that an owner never existed is noticed after two and a half.
 */
public final class GarbageCollector {
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";
    private static final Duration UNTIL_FINALIZERS_ARE_NOTICED = Duration.ofMillis(500);
    private static final Duration UNTIL_ABSENCE_IS_NOTICED = Duration.ofMillis(2500);

    private final Backend backend;
    private final Backend.Timer timer;
    private final Requests requests;
    private final Owners owners = new Owners();
    private final Deque<Item> queue = new ArrayDeque<>();
    private boolean following = true;

    /** With a timer whose tasks are followed by whatever they cause. */
    public GarbageCollector(Backend backend, Registry registry, Backend.Timer timer) {
        this.backend = backend;
        this.timer = timer;
        this.requests = new Requests(backend, registry, "generic-garbage-collector");
    }

    /** What was known is no longer true, because the state was replaced. */
    public void forget() {
        owners.clear();
        queue.clear();
        following = false;
    }

    /** Reacts to a change of any object. */
    public void onCommit(Commit commit) {
        Entry before = commit.event().before();
        Entry after = commit.event().after();
        Item item = Item.of(commit.def(), after);
        if (commit.event().type() == Event.Type.DELETED) {
            catchUp();
            owners.follow(commit);
            queue.addAll(owners.dependentsOf(item.uid()));
            lookAtOwners(item, after);
        } else {
            if (following) {
                owners.follow(commit);
            }
            if (!Owners.references(before).equals(Owners.references(after))) {
                lookAtOwners(item, before);
                if (hasAbsentOwner(item, after)) {
                    later(UNTIL_ABSENCE_IS_NOTICED, () -> queue.add(item));
                }
            }
            if (isNew(FOREGROUND, before, after)) {
                later(UNTIL_FINALIZERS_ARE_NOTICED, () -> {
                    queue.addAll(owners.dependentsOf(item.uid()));
                    queue.add(item);
                });
            }
            if (isNew(ORPHAN, before, after)) {
                later(UNTIL_FINALIZERS_ARE_NOTICED, () -> queue.add(item));
            }
        }
        work();
    }

    private static boolean isNew(String finalizer, @Nullable Entry before, Entry after) {
        return isHeldBy(finalizer, after) && (before == null || !isHeldBy(finalizer, before));
    }

    private static boolean isHeldBy(String finalizer, Entry entry) {
        return Item.isGoing(entry) && Item.hasFinalizer(entry, finalizer);
    }

    private void later(Duration delay, Runnable task) {
        timer.schedule(delay, () -> {
            catchUp();
            task.run();
            work();
        });
    }

    private boolean hasAbsentOwner(Item item, Entry entry) {
        for (JsonNode reference : Owners.references(entry)) {
            if (owner(item, reference).state != State.THERE) {
                return true;
            }
        }
        return false;
    }

    private void catchUp() {
        if (following) {
            return;
        }
        following = true;
        for (Map<String, ResourceDef> version : backend.catalog().byVersion().values()) {
            for (ResourceDef def : version.values()) {
                for (Entry entry : backend.store().current().all(def.resource())) {
                    owners.add(def, entry);
                }
            }
        }
    }

    /** An owner that waits for its dependents may go when this one no longer is in its way. */
    private void lookAtOwners(Item item, @Nullable Entry entry) {
        for (JsonNode reference : Owners.references(entry)) {
            Owner owner = owner(item, reference);
            if (owner.state == State.WAITING && owner.item != null) {
                queue.add(owner.item);
            }
        }
    }

    private void work() {
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            look(item);
        }
    }

    private void look(Item item) {
        Entry entry = stored(item);
        if (entry == null) {
            return;
        }
        if (!Item.isGoing(entry)) {
            judge(item, entry);
        } else if (Item.hasFinalizer(entry, FOREGROUND)) {
            if (owners.dependentsOf(item.uid()).stream().noneMatch(dependent -> blocks(dependent, item))) {
                removeFinalizer(item, entry, FOREGROUND);
            }
        } else if (Item.hasFinalizer(entry, ORPHAN)) {
            owners.dependentsOf(item.uid()).forEach(dependent -> disown(dependent, item));
            removeFinalizer(item, entry, ORPHAN);
        }
    }

    private @Nullable Entry stored(Item item) {
        Entry entry = backend.store().current().get(item.def().resource(), item.namespace(), item.name());
        return entry != null && item.uid().equals(Item.of(item.def(), entry).uid()) ? entry : null;
    }

    /** Deletes an object that nobody owns any more, and takes the owners away that are gone where others are left. */
    private void judge(Item item, Entry entry) {
        JsonNode references = Owners.references(entry);
        ArrayNode solid = Json.array();
        boolean waiting = false;
        for (JsonNode reference : references) {
            State state = owner(item, reference).state;
            if (state == State.THERE) {
                solid.add(reference);
            }
            waiting |= state == State.WAITING;
        }
        if (references.isEmpty() || solid.size() == references.size()) {
            return;
        }
        if (!solid.isEmpty()) {
            requests.patchMetadata(item, metadata("ownerReferences", solid));
        } else if (waiting && !owners.dependentsOf(item.uid()).isEmpty()) {
            breakCircle(item, references);
            requests.delete(item, "Foreground");
        } else {
            requests.delete(item, ownPropagation(entry));
        }
    }

    private static String ownPropagation(Entry entry) {
        if (Item.hasFinalizer(entry, ORPHAN)) {
            return "Orphan";
        }
        return Item.hasFinalizer(entry, FOREGROUND) ? "Foreground" : "Background";
    }

    /** Objects that own each other would wait for each other for ever. */
    private void breakCircle(Item item, JsonNode references) {
        for (Item dependent : owners.dependentsOf(item.uid())) {
            Entry entry = stored(dependent);
            if (entry != null && isHeldBy(FOREGROUND, entry)) {
                ArrayNode unblocked = Json.array();
                references.forEach(reference ->
                        unblocked.add(Json.shallow((ObjectNode) reference).put("blockOwnerDeletion", false)));
                requests.patchMetadata(item, metadata("ownerReferences", unblocked));
                return;
            }
        }
    }

    private boolean blocks(Item dependent, Item owner) {
        Entry entry = stored(dependent);
        for (JsonNode reference : Owners.references(entry)) {
            if (Json.textAt(reference, "uid").equals(owner.uid())
                    && reference.path("blockOwnerDeletion").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    private void disown(Item dependent, Item owner) {
        Entry entry = stored(dependent);
        if (entry == null) {
            return;
        }
        ArrayNode rest = Json.array();
        for (JsonNode reference : Owners.references(entry)) {
            if (!Json.textAt(reference, "uid").equals(owner.uid())) {
                rest.add(reference);
            }
        }
        requests.patchMetadata(dependent, metadata("ownerReferences", rest));
    }

    private void removeFinalizer(Item item, Entry entry, String finalizer) {
        ArrayNode rest = Json.array();
        for (JsonNode one : entry.object().path("metadata").path("finalizers")) {
            if (!one.asText().equals(finalizer)) {
                rest.add(one);
            }
        }
        requests.patchMetadata(item, metadata("finalizers", rest));
    }

    private static ObjectNode metadata(String field, ArrayNode list) {
        ObjectNode metadata = Json.object();
        metadata.set(field, list);
        return metadata;
    }

    /** What is known of an owner. */
    private enum State {
        /** It is there, or nobody can tell. */
        THERE,
        /** It is being deleted in the foreground. */
        WAITING,
        /** There is no such object. */
        ABSENT
    }

    private record Owner(State state, @Nullable Item item) {}

    private Owner owner(Item dependent, JsonNode reference) {
        ResourceDef def =
                backend.catalog().findKind(Json.textAt(reference, "apiVersion"), Json.textAt(reference, "kind"));
        if (def == null || (def.namespaced() && dependent.namespace().isEmpty())) {
            return new Owner(State.THERE, null);
        }
        String namespace = def.namespaced() ? dependent.namespace() : "";
        Item item = new Item(def, namespace, Json.textAt(reference, "name"), Json.textAt(reference, "uid"));
        Entry entry = stored(item);
        if (entry == null) {
            return new Owner(State.ABSENT, item);
        }
        return new Owner(isHeldBy(FOREGROUND, entry) ? State.WAITING : State.THERE, item);
    }
}
