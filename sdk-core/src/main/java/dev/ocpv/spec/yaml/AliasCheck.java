package dev.ocpv.spec.yaml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Walks a document as a reader would, and gives up when aliases make it too long or endless. */
final class AliasCheck {
    private static final int MOST = 20_000;
    private static final int DEEPEST = 64;

    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private int visited;

    boolean isSmall(Node node) {
        visited++;
        if (visited > MOST || above.size() > DEEPEST || !above.add(node)) {
            return false;
        }
        var small = childrenAreSmall(node);
        above.remove(node);
        return small;
    }

    private boolean childrenAreSmall(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .allMatch(tuple -> isSmall(tuple.getKeyNode()) && isSmall(tuple.getValueNode()));
        }
        return !(node instanceof SequenceNode sequence)
                || sequence.getValue().stream().allMatch(this::isSmall);
    }
}
