package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One state of a pod template, and the pods made of it.
 *
 * @param owner what the pods belong to
 * @param template the template
 * @param hashLabel the label that tells the pods of one state from those of another
 * @param hash its value
 */
record Revision(HasMetadata owner, PodTemplateSpec template, String hashLabel, String hash) {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LENGTH = 10;
    private static final int SUFFIX = 5;

    static String hash(String text) {
        return letters(text.hashCode() * 2654435761L ^ text.length(), LENGTH);
    }

    static Map<String, String> labels(PodTemplateSpec template, String hashLabel, String hash) {
        var labels = new LinkedHashMap<>(template.getMetadata().getLabels());
        labels.put(hashLabel, hash);
        return labels;
    }

    /** {@return a pod for any node}; {@code number} tells pods of one revision apart. */
    Pod pod(int number) {
        return blank(letters(31L * hash.hashCode() + number * 7919L, SUFFIX));
    }

    /** {@return a pod of a DaemonSet for that node} */
    Pod podFor(String node) {
        var pod = blank(letters(31L * hash.hashCode() + node.hashCode(), SUFFIX));
        // The DaemonSet controller replaces the terms of the template: it has checked them, and pins the pod to one
        // node.
        var pinned = new NodeSelectorTermBuilder()
                .addToMatchFields(new NodeSelectorRequirement("metadata.name", "In", List.of(node)))
                .build();
        pod.setSpec(new PodSpecBuilder(pod.getSpec())
                .editOrNewAffinity()
                .editOrNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(pinned)
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .addAllToTolerations(ofDaemons())
                .build());
        return pod;
    }

    private Pod blank(String suffix) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(owner.getMetadata().getName() + "-" + suffix)
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(labels(template, hashLabel, hash))
                .withAnnotations(template.getMetadata().getAnnotations())
                .withOwnerReferences(Workload.ownedBy(owner))
                .endMetadata()
                .withSpec(new PodSpecBuilder(template.getSpec()).build())
                .build();
    }

    private static List<Toleration> ofDaemons() {
        var noExecute = Stream.of("not-ready", "unreachable").map(key -> tolerate(key, "NoExecute"));
        var noSchedule = Stream.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")
                .map(key -> tolerate(key, "NoSchedule"));
        return Stream.concat(noExecute, noSchedule).toList();
    }

    private static Toleration tolerate(String key, String effect) {
        return new TolerationBuilder()
                .withKey("node.kubernetes.io/" + key)
                .withOperator("Exists")
                .withEffect(effect)
                .build();
    }

    private static String letters(long seed, int count) {
        var text = new StringBuilder();
        var rest = seed;
        for (var i = 0; i < count; i++) {
            rest = rest * 6364136223846793005L + 1442695040888963407L;
            text.append(ALPHABET.charAt(Math.floorMod((int) (rest >>> 33), ALPHABET.length())));
        }
        return text.toString();
    }
}
