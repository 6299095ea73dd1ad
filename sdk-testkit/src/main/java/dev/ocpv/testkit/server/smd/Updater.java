package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.smd.Managed.Owned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Works out who owns what after a change, across the versions at which managers wrote. */
final class Updater {
    private final FieldManager.Target target;
    private final Remembered remembered;

    Updater(FieldManager.Target target, Remembered remembered) {
        this.target = target;
        this.remembered = remembered;
    }

    /** A value with the type that it has at a version. */
    private record Typed(JsonNode value, Atom type, String apiVersion) {
        Typed with(@Nullable JsonNode other) {
            return new Typed(other == null ? NullNode.getInstance() : other, type, apiVersion);
        }

        PathSet fields() {
            return FieldSets.of(type, value);
        }

        PathSet named(PathSet set) {
            return set.withNamedFields(type);
        }

        Typed without(PathSet gone) {
            return gone.isEmpty() ? this : with(FieldSets.remove(type, value, gone));
        }
    }

    void update(ObjectNode before, ObjectNode after, Managed managed, ManagerId self) {
        var next = typed(after, "failed to convert new object", " to smd typed");
        var live = typed(before, "failed to convert live object", " to smd typed");
        reconcile(live, managed);
        var comparison = share(live, next, managed, self, true);
        var mine = managed.owners.get(self);
        var set = (mine == null ? new PathSet() : mine.set())
                .difference(comparison.removed())
                .union(comparison.modified())
                .union(comparison.added())
                .withoutTrees(target.reset());
        if (set.isEmpty()) {
            managed.owners.remove(self);
        } else {
            managed.owners.put(self, new Owned(set, target.apiVersion(), false));
        }
    }

    ObjectNode apply(ObjectNode before, ObjectNode config, Managed managed, ManagerId self, boolean force) {
        var applied = typedPatch(config);
        var live = typed(before, "failed to create typed live object", "");
        reconcile(live, managed);
        var merged = live.with(Merge.merge(live.type, live.value, applied.value));
        var last = managed.owners.get(self);
        managed.owners.put(self, new Owned(applied.fields().withoutTrees(target.reset()), target.apiVersion(), true));
        var pruned = prune(merged, managed, self, last);
        share(live, pruned, managed, self, force);
        return (ObjectNode) pruned.value;
    }

    /** {@return the fields of an earlier configuration that still have its values} */
    PathSet unchangedSince(JsonNode earlier, JsonNode live) {
        var type = ownType();
        TypeCheck.check(live, type, false);
        TypeCheck.check(earlier, type, false);
        var comparison = Comparison.of(type, earlier, live);
        return FieldSets.of(type, earlier)
                .difference(comparison.modified())
                .difference(comparison.added())
                .difference(comparison.removed());
    }

    private Atom ownType() {
        return target.versions()
                .schema(target.apiVersion())
                .orElseThrow(() -> new TypingException("no corresponding type for " + target.apiVersion()))
                .root();
    }

    private Typed typed(JsonNode value, String what, String into) {
        var type = ownType();
        try {
            TypeCheck.checkStored(value, type, remembered);
        } catch (TypingException e) {
            throw new TypingException(what + " (" + FieldManager.described(value) + ")" + into + ": " + e.getMessage());
        }
        return new Typed(value, type, target.apiVersion());
    }

    private Typed typedPatch(JsonNode config) {
        var type = ownType();
        try {
            TypeCheck.check(config, type, false);
        } catch (TypingException e) {
            throw new TypingException(
                    "failed to create typed patch object (" + FieldManager.described(config) + "): " + e.getMessage());
        }
        return new Typed(config, type, target.apiVersion());
    }

    private Optional<Typed> at(Typed object, String apiVersion) {
        if (object.apiVersion.equals(apiVersion)) {
            return Optional.of(object);
        }
        var schema = target.versions().schema(apiVersion);
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        var converted = target.versions().convert(object.value, apiVersion);
        TypeCheck.check(converted, schema.get().root(), false);
        return Optional.of(new Typed(converted, schema.get().root(), apiVersion));
    }

    private void reconcile(Typed live, Managed managed) {
        for (Map.Entry<ManagerId, Owned> entry : managed.owners.entrySet()) {
            var owned = entry.getValue();
            at(live, owned.apiVersion())
                    .ifPresent(typed -> entry.setValue(owned.with(remembered.reconciled(typed.type, owned.set()))));
        }
    }

    /** Takes from the others what changed; {@return the change at the own version} */
    private Comparison share(Typed live, Typed next, Managed managed, ManagerId self, boolean force) {
        var own = Comparison.of(live.type, live.value, next.value).without(target.reset());
        var versions = new HashMap<String, Optional<Comparison>>();
        versions.put(target.apiVersion(), Optional.of(own));
        var conflicts = new TreeMap<ManagerId, PathSet>();
        var removed = new LinkedHashMap<ManagerId, PathSet>();
        for (var id : List.copyOf(managed.owners.keySet())) {
            var owned = managed.owners.get(id);
            if (id.equals(self) || owned == null) {
                continue;
            }
            var comparison = versions.computeIfAbsent(owned.apiVersion(), v -> compareAt(live, next, v));
            if (comparison.isEmpty()) {
                managed.owners.remove(id);
                continue;
            }
            var change = comparison.get();
            var lost = owned.set().intersection(change.modified().union(change.added()));
            if (!lost.isEmpty()) {
                conflicts.put(id, lost);
            }
            removed.put(id, change.removed());
        }
        if (!force && !conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
        conflicts.forEach((id, lost) -> managed.owners.computeIfPresent(
                id, (i, owned) -> owned.with(owned.set().difference(lost))));
        removed.forEach((id, gone) -> managed.owners.computeIfPresent(
                id, (i, owned) -> owned.with(owned.set().difference(gone))));
        managed.dropEmpty();
        return own;
    }

    private static ConflictException conflict(Map<ManagerId, PathSet> conflicts) {
        var list = new ArrayList<ConflictException.Conflict>();
        conflicts.forEach((id, set) -> set.forEach(path -> list.add(new ConflictException.Conflict(id, path))));
        return new ConflictException(list);
    }

    private Optional<Comparison> compareAt(Typed live, Typed next, String version) {
        var before = convert(live, version, "failed to convert old object");
        var after = convert(next, version, "failed to convert new object");
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        var comparison = Comparison.of(before.get().type, before.get().value, after.get().value);
        return Optional.of(target.versions().resetsAt(version) ? comparison.without(target.reset()) : comparison);
    }

    private Optional<Typed> convert(Typed object, String version, String failure) {
        try {
            return at(object, version);
        } catch (TypingException e) {
            throw new TypingException(failure + ": " + e.getMessage());
        }
    }

    /** Removes what this applier gave up, unless somebody else owns it. */
    private Typed prune(Typed merged, Managed managed, ManagerId self, @Nullable Owned last) {
        if (last == null || last.set().isEmpty()) {
            return merged;
        }
        if (keepsAll(managed.owners.get(self), last) && !hasEmptyList(merged.value)) {
            return merged;
        }
        var converted = convert(
                merged,
                last.apiVersion(),
                "failed to prune fields: failed to convert merged object to last applied version");
        if (converted.isEmpty()) {
            return merged;
        }
        var whole = converted.get();
        var pruned = whole.without(whole.named(last.set()));
        pruned = addBackOwned(whole, pruned, managed);
        pruned = addBackDangling(whole, pruned, last);
        return at(pruned, target.apiVersion()).orElse(merged);
    }

    /** The usual case: the same fields as last time, perhaps with other values. */
    private static boolean keepsAll(@Nullable Owned applied, Owned last) {
        return applied != null
                && applied.apiVersion().equals(last.apiVersion())
                && last.set().isSubsetOf(applied.set());
    }

    /** An empty list consists of no fields, so that an object with nothing else in it goes, whoever owns it. */
    private static boolean hasEmptyList(JsonNode value) {
        if (value.isArray() && value.isEmpty()) {
            return true;
        }
        for (JsonNode part : value) {
            if (hasEmptyList(part)) {
                return true;
            }
        }
        return false;
    }

    private Typed addBackOwned(Typed merged, Typed pruned, Managed managed) {
        var owned = new LinkedHashMap<String, PathSet>();
        owned.put(pruned.apiVersion, new PathSet());
        managed.owners.values().forEach(o -> owned.merge(o.apiVersion(), o.set(), PathSet::union));
        var whole = merged;
        var result = pruned;
        for (Map.Entry<String, PathSet> entry : owned.entrySet()) {
            var wholeThere = at(whole, entry.getKey());
            var resultThere = at(result, entry.getKey());
            if (wholeThere.isPresent() && resultThere.isPresent()) {
                whole = wholeThere.get();
                var kept = whole.named(resultThere.get().fields()).union(whole.named(entry.getValue()));
                result = whole.without(whole.named(whole.fields()).difference(kept));
            }
        }
        return result;
    }

    private Typed addBackDangling(Typed merged, Typed pruned, Owned last) {
        var there = at(pruned, last.apiVersion());
        if (there.isEmpty()) {
            return merged;
        }
        var kept = merged.named(there.get().fields());
        var gone = merged.named(merged.fields()).difference(kept).intersection(merged.named(last.set()));
        return merged.without(gone);
    }
}
