package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out for trees that were stored lately, found by identity. A stored tree never changes, so the next write to the same
 * object need not read its managedFields or check its parts again. Bounded; what is pushed out is worked out again.
 */
@SuppressWarnings("ReferenceEquality")
final class Remembered {
    private static final int SLOTS = 128;

    private final AtomicReferenceArray<@Nullable Sets> sets = new AtomicReferenceArray<>(SLOTS);
    private final AtomicReferenceArray<@Nullable Fit> fits = new AtomicReferenceArray<>(SLOTS);

    private final AtomicReferenceArray<@Nullable Sets> written = new AtomicReferenceArray<>(SLOTS);

    private final AtomicReferenceArray<@Nullable ArrayNode> lists = new AtomicReferenceArray<>(SLOTS);

    private record Sets(JsonNode fields, PathSet set) {}

    private final AtomicReferenceArray<@Nullable UpToDate> upToDate = new AtomicReferenceArray<>(SLOTS);

    private record UpToDate(PathSet set, Atom type) {}

    private record Fit(JsonNode tree, Atom type) {}

    private static int slot(Object tree) {
        return System.identityHashCode(tree) & (SLOTS - 1);
    }

    /** {@return the set that FieldsV1 describe} */
    PathSet read(JsonNode fields) {
        var known = sets.get(slot(fields));
        if (known != null && known.fields == fields) {
            return known.set;
        }
        var set = PathSet.fromFieldsV1(fields);
        sets.set(slot(fields), new Sets(fields, set));
        return set;
    }

    /** {@return the set as FieldsV1; the same tree for all objects in which somebody wrote the same} */
    JsonNode write(PathSet set) {
        int slot = set.fingerprint() & (SLOTS - 1);
        var known = written.get(slot);
        if (known == null || !known.set.sameAs(set)) {
            known = new Sets(set.toFieldsV1(), set);
            written.set(slot, known);
        }
        sets.set(slot(known.fields), known);
        return known.fields;
    }

    /** {@return managedFields; the same tree for all objects that say the same} */
    ArrayNode shared(ArrayNode entries) {
        int slot = slot(entries.path(0).path("fieldsV1"));
        var known = lists.get(slot);
        if (known != null && known.equals(entries)) {
            return known;
        }
        lists.set(slot, entries);
        return entries;
    }

    /** {@return the set, where what has become atomic since is owned as a whole} */
    PathSet reconciled(Atom type, PathSet set) {
        var known = upToDate.get(slot(set));
        if (known != null && known.set == set && known.type == type) {
            return set;
        }
        var reconciled = FieldSets.reconcile(type, set);
        if (reconciled == set) {
            upToDate.set(slot(set), new UpToDate(set, type));
        }
        return reconciled;
    }

    /** {@return whether the tree is known to fit the type} */
    boolean fits(JsonNode tree, Atom type) {
        var known = fits.get(slot(tree));
        return known != null && known.tree == tree && known.type == type;
    }

    void fitting(JsonNode tree, Atom type) {
        fits.set(slot(tree), new Fit(tree, type));
    }
}
