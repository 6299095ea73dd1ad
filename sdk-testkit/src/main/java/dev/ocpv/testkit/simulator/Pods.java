package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** What one wants to know about a pod. */
final class Pods {

    private Pods() {}

    static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    static boolean isRunning(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }

    /** {@return the node that it has been given, or an empty text} */
    static String node(Pod pod) {
        var node = pod.getSpec().getNodeName();
        return node == null ? "" : node;
    }

    static String label(Pod pod, String key) {
        var labels = pod.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(key, "");
    }

    static boolean isOwnedBy(HasMetadata object, Key owner) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(o -> owner.kind().equals(o.getKind()) && owner.name().equals(o.getName()));
    }

    static Optional<String> ownerName(HasMetadata object, String kind) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(o -> kind.equals(o.getKind()))
                .map(o -> o.getName())
                .findFirst();
    }
}
