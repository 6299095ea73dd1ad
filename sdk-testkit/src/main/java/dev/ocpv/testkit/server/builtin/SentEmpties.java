package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists and maps that a document says are empty. Go tells them from absent ones until an object is stored: defaults are
 * not set in their place, errors show them, and where a field always stands they are owned.
 */
final class SentEmpties {
    private final List<Empty> empties = new ArrayList<>();

    /** A field that was sent empty, in the struct that was read. */
    private record Empty(ObjectNode owner, String field, String path, boolean omitted) {}

    void add(ObjectNode owner, GoStruct.Field field, String path) {
        empties.add(new Empty(owner, field.json(), path, field.omitEmpty()));
    }

    /** Takes away those that stand for nothing, once defaults are set. */
    void settle() {
        for (Empty empty : empties) {
            if (empty.omitted && Json.isEmpty(empty.owner.path(empty.field))) {
                empty.owner.remove(empty.field);
            }
        }
    }

    /** Takes away all of them, as the store does. */
    void forget() {
        settle();
        for (Empty empty : empties) {
            JsonNode value = empty.owner.path(empty.field);
            if (!empty.omitted && Json.isEmpty(value)) {
                empty.owner.set(empty.field, NullNode.getInstance());
            }
        }
    }

    /** {@return where they stand} */
    Set<String> paths() {
        if (empties.isEmpty()) {
            return Set.of();
        }
        Set<String> paths = new HashSet<>();
        empties.forEach(empty -> paths.add(empty.path));
        return paths;
    }
}
