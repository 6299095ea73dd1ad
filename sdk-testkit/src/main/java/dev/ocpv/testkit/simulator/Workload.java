package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Deployment or DaemonSet that an operator keeps.
 *
 * @param name its name
 * @param label the label that its pods carry, a key and a value
 * @param replicas how many, or 0 for one on each node
 * @param placement where
 * @param annotations what its pods carry beside
 */
record Workload(
        String name,
        Map.Entry<String, String> label,
        int replicas,
        Placement placement,
        Map<String, String> annotations) {

    static Workload deployment(String name, Map.Entry<String, String> label, int replicas, Placement placement) {
        return new Workload(name, label, replicas, placement, Map.of());
    }

    static Workload daemonSet(String name, Map.Entry<String, String> label, Placement placement) {
        return new Workload(name, label, 0, placement, Map.of());
    }

    Workload annotated(Map<String, String> given) {
        return new Workload(name, label, replicas, placement, given);
    }

    boolean isDaemonSet() {
        return replicas == 0;
    }

    Deployment toDeployment(HasMetadata owner, String namespace) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels())
                .withOwnerReferences(ownedBy(owner))
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels(label.getKey(), label.getValue())
                .endSelector()
                .withTemplate(template())
                .endSpec()
                .build();
    }

    DaemonSet toDaemonSet(HasMetadata owner, String namespace) {
        return new DaemonSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels())
                .withOwnerReferences(ownedBy(owner))
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels(label.getKey(), label.getValue())
                .endSelector()
                .withTemplate(template())
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString("10%"))
                .endRollingUpdate()
                .endUpdateStrategy()
                .endSpec()
                .build();
    }

    PodTemplateSpec template() {
        var template = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(name)
                .withImage("registry.redhat.io/container-native-virtualization/" + name + "-rhel9:v4")
                .endContainer()
                .addToNodeSelector("kubernetes.io/os", "linux")
                .endSpec()
                .build();
        if (!annotations.isEmpty()) {
            template.getMetadata().setAnnotations(new LinkedHashMap<>(annotations));
        }
        placement.into(template.getSpec());
        return template;
    }

    private Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("app.kubernetes.io/part-of", "hyperconverged-cluster");
        labels.put(label.getKey(), label.getValue());
        return labels;
    }

    static OwnerReference ownedBy(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}
