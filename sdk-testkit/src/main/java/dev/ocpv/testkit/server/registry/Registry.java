package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The verbs on any resource. */
public final class Registry {
    private final Backend backend;
    private final Writes writes;
    private final Deletes deletes;
    private final Lists lists;
    private final Watches watches;
    private final Patches patches;
    private final Scales scales;
    private final Ownership ownership;
    private final Verbs verbs;

    /**
     * The verbs.
     *
     * @param commits hears of each write that was stored
     */
    public Registry(Backend backend, Ownership ownership, Consumer<Commit> commits) {
        this.backend = backend;
        this.ownership = ownership;
        this.writes = new Writes(backend, commits, ownership);
        this.deletes = new Deletes(backend, commits);
        this.verbs = new Verbs(backend, writes, deletes, ownership);
        this.lists = new Lists(backend);
        this.watches = new Watches(backend);
        this.scales = new Scales(backend, writes, ownership);
        this.patches = new Patches(backend, writes, ownership, scales);
    }

    /** {@return one object} */
    public Outcome get(Call call) {
        if (call.query().flag("export")) {
            throw Statuses.badRequest("the export parameter, deprecated since v1.14, is no longer supported");
        }
        Action connection =
                call.subresource().isEmpty() ? null : call.strategy().connection(call.subresource());
        if (connection != null) {
            return connection.run(call, verbs);
        }
        checkVersion(call);
        if (call.subresource().equals("scale")) {
            return scales.get(call);
        }
        Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
        if (entry == null) {
            throw call.notFound();
        }
        return Outcome.stored(200, call.strategy().read(call, entry), entry);
    }

    /** Refuses a version that is none, or that there is not yet. */
    private void checkVersion(Call call) {
        String version = call.query().get("resourceVersion");
        if (version.isEmpty()) {
            return;
        }
        long asked = call.strategy().isCached() ? Watches.parse(version) : ListOptions.parseVersion(version, true);
        long current = backend.store().current().revision();
        if (Long.compareUnsigned(asked, current) > 0) {
            throw Lists.tooLarge(asked, current);
        }
    }

    /** {@return the objects that the selectors leave} */
    public Page list(Call call) {
        return lists.list(call);
    }

    /** Refuses parameters of a list or watch that are no good for any resource. */
    public void checkParameters(Call call) {
        if (call.verb().equals("watch")) {
            watches.checkParameters(call);
        } else {
            lists.checkParameters(call);
        }
    }

    /** {@return a watch, to be closed by the caller} */
    public WatchCursor watch(Call call, WatchFormat format) {
        return watches.watch(call, format);
    }

    /** {@return the new object} */
    public Outcome create(Call call) {
        Action connection = call.strategy().connection(call.subresource());
        if (connection != null) {
            return connection.run(call, verbs);
        }
        Bodies.checkType(call);
        WriteOptions.check(call, "CreateOptions", backend.minor());
        Action action = call.strategy().action(call.subresource());
        return action == null ? writes.create(call, decoded(call)) : action.run(call, verbs);
    }

    /** {@return the changed object, or a new one where the resource allows that} */
    public Outcome update(Call call) {
        WriteOptions.check(call, "UpdateOptions", backend.minor());
        if (call.subresource().equals("scale")) {
            return scales.update(call);
        }
        ObjectNode object = decoded(call);
        checkPlace(call, object);
        Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
        String uid = Json.textAt(object, "metadata", "uid");
        if (entry == null
                && call.strategy().createsOnUpdate()
                && call.subresource().isEmpty()) {
            checkNoUid(call, uid);
            Json.objectAt(object, "metadata").remove("resourceVersion");
            return writes.create(call, object);
        }
        if (entry == null && backend.minor() < 34) {
            checkNoUid(call, uid);
        }
        return writes.update(call, old -> {
            checkUid(call, old, uid);
            ObjectNode changed = Json.withOwnMetadata(object);
            return ownership.written(call, old, changed);
        });
    }

    /** A uid says that there must be such an object. */
    private static void checkNoUid(Call call, String uid) {
        if (!uid.isEmpty()) {
            throw unmetPrecondition(call, "UID", uid, "");
        }
    }

    static void checkUid(Call call, ObjectNode old, String uid) {
        String live = Json.textAt(old, "metadata", "uid");
        if (!uid.isEmpty() && !uid.equals(live)) {
            throw unmetPrecondition(call, "UID", uid, live);
        }
    }

    /** {@return that the object is not the one, or not in the state, for which the write is meant} */
    public static StatusException unmetPrecondition(Call call, String what, String wanted, String found) {
        ResourceDef def = call.def();
        String resource = def.custom() ? def.group() + "/" + def.plural() : def.plural();
        String place = call.namespace().isEmpty() ? call.name() : call.namespace() + "/" + call.name();
        String root = call.dryRun() ? "/" : "/registry/";
        return Statuses.conflict(
                def.group(),
                def.plural(),
                call.name(),
                "StorageError: invalid object, Code: 4, Key: " + root + resource + "/" + place
                        + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: " + what
                        + " in precondition: " + wanted + ", " + what + " in object meta: " + found);
    }

    static void checkPlace(Call call, ObjectNode object) {
        Patches.checkPlaceAfter(call, object);
    }

    /** {@return the object that the body carries, in the shape of its kind} */
    static ObjectNode decoded(Call call) {
        Strategy.Strictness strictness = new Strategy.Strictness();
        ObjectNode sent = Bodies.object(call, strictness);
        ObjectNode object;
        try {
            object = call.strategy().decode(call, sent, strictness);
        } catch (DecodeException e) {
            throw e.status(call.sentKind());
        }
        WriteOptions.report(call, strictness, call.sentKind(), call.def().version());
        return object;
    }

    /** {@return the patched object} */
    public Outcome patch(Call call) {
        return patches.patch(call);
    }

    /** {@return the object on its way out, or a Status when it is gone} */
    public Outcome delete(Call call) {
        return deletes.delete(call, DeleteRequests.parse(call, backend.minor()));
    }

    /** {@return the objects that were deleted or marked} */
    public Page deleteCollection(Call call) {
        ListScope scope = lists.scope(call);
        DeleteOptions options = DeleteRequests.parse(call, backend.minor());
        Page page = lists.ofDeletion(call, scope);
        for (Entry entry : page.entries()) {
            deleteOne(call, entry, options);
        }
        return page;
    }

    private void deleteOne(Call call, Entry listed, DeleteOptions options) {
        Call.Address address =
                new Call.Address("deletecollection", listed.namespace(), listed.name(), call.subresource());
        Call one = new Call(call.def(), address, call.query(), call.body(), call.client());
        one.dryRun(call.dryRun());
        @Nullable Entry entry = listed;
        try {
            while (entry != null && deletes.tryDelete(one, entry, options) == null) {
                entry = backend.store().current().get(call.def().storage(), listed.namespace(), listed.name());
            }
        } finally {
            one.warnings().forEach(call::warn);
        }
    }

    /** {@return all names that a write option may have} */
    static List<String> none() {
        return List.of();
    }

    /** {@return a write without a request, for controllers: the transform's result goes through all checks} */
    public @Nullable Outcome change(Call call, java.util.function.UnaryOperator<ObjectNode> transform) {
        Entry entry = backend.store().current().get(call.def().storage(), call.namespace(), call.name());
        return entry == null ? null : writes.update(call, old -> ownership.written(call, old, transform.apply(old)));
    }
}
