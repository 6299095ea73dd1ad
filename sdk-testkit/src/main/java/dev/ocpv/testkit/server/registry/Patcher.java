package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes a new document from an old one and a patch; the old one is shared and stays as it is. */
@FunctionalInterface
interface Patcher {
    /** {@return a tree of its own} */
    JsonNode patch(Call call, ObjectNode old);
}
