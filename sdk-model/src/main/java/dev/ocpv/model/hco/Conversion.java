package dev.ocpv.model.hco;

import java.util.List;

/**
 * A document in the other API version.
 *
 * @param result the converted document
 * @param unmapped what the other version has no field for, as paths of the document that came in; empty when nothing is
 *     missing from the result
 */
public record Conversion<T>(T result, List<String> unmapped) {

    /** Copies the list. */
    public Conversion {
        unmapped = List.copyOf(unmapped);
    }

    /** {@return whether the result says everything that the document said} */
    public boolean isComplete() {
        return unmapped.isEmpty();
    }
}
