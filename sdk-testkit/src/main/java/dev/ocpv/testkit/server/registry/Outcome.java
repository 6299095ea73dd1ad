package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.store.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What a verb came to.
 *
 * @param code the HTTP status
 * @param what which form the document has
 * @param document the answer
 * @param entry the stored version that the document is, where its bytes may be shared
 */
public record Outcome(
        int code, What what, ObjectNode document, @Nullable Entry entry) {
    /** Which form an answer has. */
    public enum What {
        /** One object of the resource. */
        OBJECT,
        /** Several. */
        LIST,
        /** A Status, or another document that no table is made of. */
        OTHER
    }

    /** {@return an answer that is an object of the resource, as it was made for this answer} */
    public static Outcome object(int code, ObjectNode document) {
        return new Outcome(code, What.OBJECT, document, null);
    }

    @SuppressWarnings("ReferenceEquality")
    static Outcome stored(int code, ObjectNode document, Entry entry) {
        return new Outcome(code, What.OBJECT, document, document == entry.object() ? entry : null);
    }

    static Outcome list(ObjectNode document) {
        return new Outcome(200, What.LIST, document, null);
    }

    /** {@return an answer without a document} */
    public static Outcome nothing() {
        return new Outcome(204, What.OTHER, Json.object(), null);
    }

    /** {@return an answer that is no object of the resource} */
    public static Outcome other(int code, ObjectNode document) {
        return new Outcome(code, What.OTHER, document, null);
    }
}
