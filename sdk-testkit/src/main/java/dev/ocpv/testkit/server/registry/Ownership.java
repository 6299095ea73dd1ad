package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Who owns which field of an object. */
public interface Ownership {
    /** {@return the new object with managedFields as they are after a write that is no apply} */
    ObjectNode written(Call call, @Nullable ObjectNode live, ObjectNode object);

    /** {@return the object after the intent in the body was applied to the live one} */
    ObjectNode applied(Call call, ObjectNode live, ObjectNode intent);
}
