package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.smd.FieldManager;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import dev.ocpv.testkit.server.store.Store;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings a new version of an object into the store: checks, admission, the optimistic loop. */
final class Writes {
    private final Backend backend;
    private final Consumer<Commit> commits;
    private final Ownership ownership;

    Writes(Backend backend, Consumer<Commit> commits, Ownership ownership) {
        this.backend = backend;
        this.commits = commits;
        this.ownership = ownership;
    }

    /** What a PUT or PATCH makes of the stored object. */
    @FunctionalInterface
    interface Transform {
        /** {@return the new object; a tree of its own at least down to the members of metadata} */
        ObjectNode apply(ObjectNode old);
    }

    Outcome create(Call call, ObjectNode object) {
        Strategy strategy = call.strategy();
        ObjectNode metadata = Json.objectAt(object, "metadata");
        metadata.remove(
                List.of("creationTimestamp", "uid", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"));
        placeInNamespace(call, metadata);
        MetadataRules.dedupOwners(call, object);
        ObjectNode owned = ownership.written(call, null, object);
        return createOwned(call, strategy, owned);
    }

    /** Stores a new object whose managedFields are done. */
    Outcome createOwned(Call call, Strategy strategy, ObjectNode object) {
        if (Json.textAt(object, "metadata", "name").isEmpty()) {
            call.generatesName();
        }
        ObjectNode admitted = mutated(call, "CREATE", object, Json.missing());
        ObjectNode metadata = Json.objectAt(admitted, "metadata");
        boolean generated = Json.textAt(metadata, "name").isEmpty()
                && !Json.textAt(metadata, "generateName").isEmpty();
        String resourceVersion = Json.textAt(metadata, "resourceVersion");
        metadata.remove("resourceVersion");
        call.now(backend.now());
        for (int attempt = 0; ; attempt++) {
            ObjectNode named = generated ? admitted.deepCopy() : admitted;
            ObjectNode ownMetadata = Json.objectAt(named, "metadata");
            if (generated) {
                ownMetadata.put("name", backend.newName(Json.textAt(ownMetadata, "generateName")));
            }
            ownMetadata.set("creationTimestamp", Json.text(call.now()));
            ownMetadata.put("uid", backend.newUid());
            strategy.begin(call, backend, named, null);
            strategy.prepareForCreate(call, named);
            checkNew(call, named);
            if (call.dryRun() && !resourceVersion.isEmpty()) {
                ownMetadata.put("resourceVersion", resourceVersion);
            } else if (Versions.isSet(resourceVersion)) {
                throw Statuses.plain(500, "resourceVersion should not be set on objects to be created");
            }
            Outcome stored = store(call, named);
            if (stored != null) {
                return stored;
            }
            if (!generated || attempt == 7 || backend.minor() < 31) {
                throw taken(call, ownMetadata);
            }
        }
    }

    private void checkNew(Call call, ObjectNode object) {
        if (call.checkedBefore()) {
            return;
        }
        FieldErrors errors = new FieldErrors(backend.minor(), call.empties());
        MetadataRules.validate(call, object, errors);
        call.strategy().validateCreate(call, object, errors);
        refuse(call, object, errors);
        call.strategy().addWarnings(call, object, null);
        validated(call, "CREATE", object, Json.missing());
    }

    private StatusException taken(Call call, ObjectNode metadata) {
        StatusException exists =
                Statuses.alreadyExists(call.def().group(), call.def().plural(), Json.textAt(metadata, "name"));
        Entry there = backend.store()
                .current()
                .get(call.def().storage(), Json.textAt(metadata, "namespace"), Json.textAt(metadata, "name"));
        if (!Json.textAt(metadata, "generateName").isEmpty()) {
            return new StatusException(
                            409,
                            "AlreadyExists",
                            exists.words() + ", the server was not able to generate a unique name for the object",
                            StatusException.details(
                                    Json.textAt(metadata, "name"),
                                    call.def().group(),
                                    call.def().plural()))
                    .retryAfter(1);
        }
        if (there != null && there.object().path("metadata").has("deletionTimestamp")) {
            return new StatusException(
                    409,
                    "AlreadyExists",
                    "object is being deleted: " + exists.words(),
                    StatusException.details(
                            Json.textAt(metadata, "name"),
                            call.def().group(),
                            call.def().plural()));
        }
        return exists;
    }

    private @Nullable Outcome store(Call call, ObjectNode object) {
        String resource = call.def().storage();
        String namespace = Json.textAt(object, "metadata", "namespace");
        String name = Json.textAt(object, "metadata", "name");
        if (call.dryRun()) {
            return backend.store().current().get(resource, namespace, name) == null
                    ? Outcome.object(201, call.strategy().tried(object))
                    : null;
        }
        Json.objectAt(object, "metadata").remove("selfLink");
        ObjectNode stored = settled(call.strategy().toStorage(object));
        Event event = backend.store().put(resource, new Store.Key(namespace, name), null, stored);
        if (event == null) {
            return null;
        }
        return answer(call, 201, event);
    }

    private Outcome answer(Call call, int code, Event event) {
        commits.accept(new Commit(call.def(), event, call.client().agent()));
        return Outcome.stored(code, call.strategy().read(call, event.after()), event.after());
    }

    private static ObjectNode settled(ObjectNode object) {
        return Json.settled(object) instanceof ObjectNode settled ? settled : object;
    }

    /** Changes an existing object; tries again when somebody else was faster and the client named no version. */
    Outcome update(Call call, Transform transform) {
        String resource = call.def().storage();
        while (true) {
            Entry entry = backend.store().current().get(resource, call.namespace(), call.name());
            if (entry == null) {
                throw call.notFound();
            }
            Outcome outcome = tryUpdate(call, entry, transform);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    /** {@return the outcome, or null when somebody else was faster} */
    @Nullable
    Outcome tryUpdate(Call call, Entry entry, Transform transform) {
        Strategy strategy = call.strategy();
        ObjectNode old = strategy.read(call, entry);
        ObjectNode changed = transform.apply(old);
        MetadataRules.dedupOwners(call, changed);
        changed = FieldManager.keepTimesIfUnchanged(old, mutated(call, "UPDATE", changed, old));
        checkVersion(call, changed, entry);
        keepMetadata(call, Json.objectAt(changed, "metadata"), Json.objectAt(old, "metadata"));
        call.now(backend.now());
        strategy.begin(call, backend, changed, old);
        strategy.prepareForUpdate(call, changed, old);
        FieldErrors errors = new FieldErrors(backend.minor(), call.empties());
        MetadataRules.validateUpdate(call, changed, old, errors);
        strategy.validateUpdate(call, changed, old, errors);
        refuse(call, changed, errors);
        strategy.addWarnings(call, changed, old);
        validated(call, "UPDATE", changed, old);
        return commit(call, entry, changed, old);
    }

    private static void keepMetadata(Call call, ObjectNode metadata, ObjectNode old) {
        copy(metadata, old, "generation");
        copy(metadata, old, "creationTimestamp");
        if (!call.dryRun()) {
            metadata.remove("selfLink");
        }
        if (Json.textAt(metadata, "uid").isEmpty()) {
            copy(metadata, old, "uid");
        }
        if (old.has("deletionTimestamp")) {
            copy(metadata, old, "deletionTimestamp");
        }
        if (!metadata.has("deletionGracePeriodSeconds")) {
            copy(metadata, old, "deletionGracePeriodSeconds");
        }
    }

    private static void copy(ObjectNode to, ObjectNode from, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }

    private void checkVersion(Call call, ObjectNode changed, Entry entry) {
        String version = Json.textAt(changed, "metadata", "resourceVersion");
        long asked = version.isEmpty() ? 0 : Versions.parse(version);
        if (asked == 0) {
            if (!call.strategy().allowsUnconditionalUpdate()) {
                FieldErrors errors = new FieldErrors(backend.minor());
                errors.invalidPrinted(
                        "metadata.resourceVersion",
                        backend.minor() >= 34 ? "0" : "0x0",
                        "must be specified for an update");
                throw Statuses.invalid(call.def().group(), call.def().plural(), entry.name(), errors.causes());
            }
            return;
        }
        if (asked != entry.revision()) {
            throw Statuses.modified(call.def().group(), call.def().plural(), entry.name());
        }
    }

    private @Nullable Outcome commit(Call call, Entry entry, ObjectNode changed, ObjectNode old) {
        ObjectNode metadata = Json.objectAt(changed, "metadata");
        metadata.set("resourceVersion", Json.text(Long.toString(entry.revision())));
        boolean goes = metadata.has("deletionTimestamp")
                && metadata.path("finalizers").isEmpty()
                && metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
                && !call.strategy().finalizedElsewhere(changed);
        if (call.dryRun()) {
            return Outcome.object(200, call.strategy().tried(changed));
        }
        ObjectNode stored = settled(call.strategy().toStorage(changed));
        String resource = call.def().storage();
        if (goes) {
            ObjectNode last = Json.withOwnMetadata(entry.object());
            Event event = backend.store().remove(resource, entry, last);
            if (event == null) {
                return null;
            }
            commits.accept(new Commit(call.def(), event, call.client().agent()));
            return Outcome.object(200, changed);
        }
        if (stored.equals(entry.object())) {
            return Outcome.stored(200, old, entry);
        }
        Event event = backend.store().put(resource, new Store.Key(entry.namespace(), entry.name()), entry, stored);
        return event == null ? null : answer(call, 200, event);
    }

    static void placeInNamespace(Call call, ObjectNode metadata) {
        String given = Json.textAt(metadata, "namespace");
        if (!call.def().namespaced()) {
            metadata.remove("namespace");
            return;
        }
        if (given.isEmpty()) {
            metadata.set("namespace", Json.text(call.namespace()));
        } else if (!given.equals(call.namespace())) {
            throw Statuses.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    @SuppressWarnings("ReferenceEquality")
    ObjectNode mutated(Call call, String operation, ObjectNode object, JsonNode old) {
        if (call.unasked() || backend.hooks().isEmpty()) {
            return object;
        }
        ObjectNode result = object;
        AdmissionRequest request = asked(call, operation, object, old);
        for (AdmissionHook hook : backend.hooks()) {
            JsonNode changed = hook.mutate(request);
            if (changed != request.object() && changed instanceof ObjectNode node) {
                result = Json.withOwnMetadata(shaped(call, node, result));
                request = asked(call, operation, result, old);
            }
        }
        return result;
    }

    private static AdmissionRequest asked(Call call, String operation, JsonNode object, JsonNode old) {
        return call.admission(operation, shown(call, object), shown(call, old));
    }

    /** {@return an object as those see it who are asked: of what is scaled, its scale} */
    private static JsonNode shown(Call call, JsonNode object) {
        return call.subresource().equals("scale") && object instanceof ObjectNode scaled
                ? Scales.scale(scaled, call.strategy().scalePaths())
                : object;
    }

    /** What was changed on the way is brought into the shape of its kind, as if it had been sent so. */
    private static ObjectNode shaped(Call call, ObjectNode changed, ObjectNode before) {
        if (call.strategy().connection(call.subresource()) != null) {
            return changed;
        }
        if (call.subresource().equals("scale")) {
            return Scales.scaled(before, changed, call.strategy().scalePaths());
        }
        try {
            return call.strategy().decode(call, changed.deepCopy(), new Strategy.Strictness());
        } catch (DecodeException e) {
            throw Statuses.internal(e.words());
        }
    }

    void validated(Call call, String operation, ObjectNode object, JsonNode old) {
        if (call.unasked() || backend.hooks().isEmpty()) {
            return;
        }
        AdmissionRequest request = asked(call, operation, object, old);
        backend.hooks().forEach(hook -> hook.validate(request));
    }

    private static void refuse(Call call, ObjectNode object, FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw Statuses.invalid(
                    ResourceDef.group(call.strategy().internalVersion(Json.textAt(object, "apiVersion"))),
                    Json.textAt(object, "kind"),
                    Json.textAt(object, "metadata", "name"),
                    errors.causes());
        }
    }
}
