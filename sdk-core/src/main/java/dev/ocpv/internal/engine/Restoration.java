package dev.ocpv.internal.engine;

import dev.ocpv.internal.tree.Trees;
import dev.ocpv.internal.tree.Trees.Depth;
import dev.ocpv.internal.tree.Trees.Difference;
import dev.ocpv.resource.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an updated resource gets back to what it was, field by field.
 *
 * @param document the resource as it is to be
 * @param restored the fields that are put back
 * @param changedSince the fields that somebody changed after us, which stay as they are
 */
record Restoration(Map<String, Object> document, List<FieldPath> restored, List<FieldPath> changedSince) {

    static Restoration of(Map<String, Object> before, Map<String, Object> after, Map<String, Object> now) {
        var restoration = new Restoration(Trees.copy(now), new ArrayList<>(), new ArrayList<>());
        for (var ours : Trees.diff(Fields.strip(before), Fields.strip(after), Depth.LEAVES)) {
            restoration.consider(ours, ours.path().in(now), before);
        }
        return restoration;
    }

    private void consider(Difference ours, Optional<Object> now, Map<String, Object> before) {
        if (now.equals(ours.before())) {
            restored.add(ours.path());
        } else if (!now.equals(ours.after())) {
            changedSince.add(ours.path());
        } else {
            ours.before().ifPresentOrElse(value -> Trees.put(document, ours.path(), value), () -> drop(ours, before));
            restored.add(ours.path());
        }
    }

    /** Removes a field that we added, and the objects around it that came with it. */
    private void drop(Difference ours, Map<String, Object> before) {
        Trees.remove(document, ours.path());
        var segments = ours.path().segments();
        for (int length = segments.size() - 1; length > 0; length--) {
            var around = new FieldPath(segments.subList(0, length));
            var isEmpty = around.in(document).filter(Map.of()::equals).isPresent();
            if (!isEmpty || around.in(before).isPresent()) {
                return;
            }
            Trees.remove(document, around);
        }
    }
}
