package dev.ocpv.testkit.simulator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an operand is to run, as its custom resource says it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Placement(
        @Nullable Map<String, String> nodeSelector,
        @Nullable Affinity affinity,
        @Nullable List<Toleration> tolerations) {

    static final Placement NONE = new Placement(null, null, null);

    /** {@return the placement at a path of a custom resource, if there is one} */
    static Optional<Placement> at(KubernetesClient client, Map<String, ?> tree, String path) {
        return Trees.at(tree, path)
                .map(node -> client.getKubernetesSerialization().convertValue(node, Placement.class));
    }

    /** Puts the placement over what the operand has of its own: its own selector keys win, required terms become alternatives. */
    void into(PodSpec pod) {
        if (nodeSelector != null) {
            var merged = new LinkedHashMap<>(nodeSelector);
            merged.putAll(pod.getNodeSelector() == null ? Map.of() : pod.getNodeSelector());
            pod.setNodeSelector(merged);
        }
        if (affinity != null) {
            pod.setAffinity(pod.getAffinity() == null ? affinity : merged(pod.getAffinity(), affinity));
        }
        if (tolerations != null) {
            var merged = new ArrayList<>(pod.getTolerations());
            merged.addAll(tolerations);
            pod.setTolerations(merged);
        }
    }

    private static Affinity merged(Affinity own, Affinity given) {
        var merged = new Affinity();
        merged.setPodAffinity(given.getPodAffinity() == null ? own.getPodAffinity() : given.getPodAffinity());
        merged.setPodAntiAffinity(
                given.getPodAntiAffinity() == null ? own.getPodAntiAffinity() : given.getPodAntiAffinity());
        merged.setNodeAffinity(given.getNodeAffinity() == null ? own.getNodeAffinity() : given.getNodeAffinity());
        return merged;
    }
}
