package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the nodes of the trees here, whose objects keep their members in {@link Members}. */
final class Nodes extends JsonNodeFactory {
    static final Nodes INSTANCE = new Nodes();

    private static final long serialVersionUID = 1L;

    private Nodes() {}

    @Override
    public ObjectNode objectNode() {
        return new ObjectNode(this, new Members());
    }
}
