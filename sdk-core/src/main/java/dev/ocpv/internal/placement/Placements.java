package dev.ocpv.internal.placement;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.NodeMatcher;
import dev.ocpv.plan.Impact;
import dev.ocpv.spec.placement.Placement;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Placements as documents, and the nodes that they choose. */
public final class Placements {
    private Placements() {}

    /** {@return whether a placement says nothing} */
    public static boolean isEmpty(Placement placement) {
        return placement.nodeSelector().isEmpty()
                && placement.affinity().isEmpty()
                && placement.tolerations().isEmpty();
    }

    /** {@return the parts that a placement gives, as they stand in a resource} */
    public static Map<String, Object> document(Placement placement) {
        var document = new LinkedHashMap<String, Object>();
        if (!placement.nodeSelector().isEmpty()) {
            document.put("nodeSelector", placement.nodeSelector());
        }
        placement.affinity().ifPresent(affinity -> document.put("affinity", Documents.of(affinity)));
        if (!placement.tolerations().isEmpty()) {
            document.put(
                    "tolerations",
                    placement.tolerations().stream().map(Documents::of).toList());
        }
        return document;
    }

    /** {@return whether a placement in a resource has at least the labels of another, and its other parts as they are} */
    public static boolean covers(Map<String, ?> now, Map<String, ?> wanted) {
        return wanted.entrySet().stream().allMatch(part -> {
            var there = now.get(part.getKey());
            if (part.getKey().equals("nodeSelector") && there instanceof Map<?, ?> all) {
                return part.getValue() instanceof Map<?, ?> some
                        && all.entrySet().containsAll(some.entrySet());
            }
            return part.getValue().equals(there);
        });
    }

    /** {@return a placement as the type that one resource has for it, with the given parts only} */
    public static <T> T as(Class<T> type, Placement placement) {
        return Serialization.unmarshal(Serialization.asJson(document(placement)), type);
    }

    /** {@return the placement at the top of a document} */
    public static Placement read(Map<String, ?> document) {
        var placement = Placement.builder();
        Documents.object(document, "nodeSelector")
                .forEach((key, value) -> placement.putNodeSelector(key, String.valueOf(value)));
        if (document.get("affinity") instanceof Map<?, ?> affinity) {
            placement.affinity(Serialization.unmarshal(Serialization.asJson(affinity), Affinity.class));
        }
        for (var toleration : Documents.objects(document, "tolerations")) {
            placement.addToleration(Serialization.unmarshal(Serialization.asJson(toleration), Toleration.class));
        }
        return placement.build();
    }

    /** {@return what tells which nodes a placement chooses} */
    public static NodeMatcher matcher(Placement placement) {
        return NodeMatcher.of(placement.nodeSelector(), placement.affinity().orElse(null), placement.tolerations());
    }

    /** {@return the names of the nodes that a placement chooses, in the order given} */
    public static List<String> names(NodeMatcher matcher, Collection<Node> nodes) {
        return matcher.matching(nodes).stream()
                .map(node -> node.getMetadata().getName())
                .toList();
    }

    /** {@return what it does to a component that it leaves some nodes for others} */
    public static Impact move(String component, String effect, List<String> before, List<String> after) {
        return new Impact(
                component,
                effect,
                after.stream().filter(node -> !before.contains(node)).toList(),
                before.stream().filter(node -> !after.contains(node)).toList());
    }
}
