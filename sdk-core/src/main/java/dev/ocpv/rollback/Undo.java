package dev.ocpv.rollback;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * How one change is taken back.
 *
 * @param applyFirst resources to apply before a created resource is deleted, because deleting it does not undo what it did
 */
public record Undo(List<HasMetadata> applyFirst) {

    /** Copies the list. */
    public Undo {
        applyFirst = List.copyOf(applyFirst);
    }

    /** {@return the usual: restore the fields as they were, delete what was created} */
    public static Undo restore() {
        return new Undo(List.of());
    }

    /** {@return an undo that applies {@code resource} and then deletes it} */
    public static Undo applyThenDelete(HasMetadata resource) {
        return new Undo(List.of(resource));
    }
}
