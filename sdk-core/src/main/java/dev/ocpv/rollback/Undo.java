package dev.ocpv.rollback;

import dev.ocpv.verify.Check;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * How one change is taken back.
 *
 * @param applyFirst resources to apply before a created resource is deleted, because deleting it does not undo what it did
 * @param awaitFirst what must be seen before a created resource is deleted, because something still uses it
 */
public record Undo(List<HasMetadata> applyFirst, List<Check> awaitFirst) {

    /** Copies the lists. */
    public Undo {
        applyFirst = List.copyOf(applyFirst);
        awaitFirst = List.copyOf(awaitFirst);
    }

    /** {@return the usual: restore the fields as they were, delete what was created} */
    public static Undo restore() {
        return new Undo(List.of(), List.of());
    }

    /** {@return an undo that first applies {@code resource}} */
    public static Undo applyThenDelete(HasMetadata resource) {
        return new Undo(List.of(resource), List.of());
    }

    /** {@return this undo, which waits for {@code checks} before it deletes} */
    public Undo awaiting(Check... checks) {
        return new Undo(applyFirst, List.of(checks));
    }
}
