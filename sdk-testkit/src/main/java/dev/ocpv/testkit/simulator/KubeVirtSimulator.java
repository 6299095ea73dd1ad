package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays virt-operator and what virt-handler tells of its node. */
public final class KubeVirtSimulator extends OperandSimulator {

    private static final String SCHEDULABLE = "kubevirt.io/schedulable";
    private static final Map.Entry<String, String> HANDLER = Map.entry("kubevirt.io", "virt-handler");

    public KubeVirtSimulator() {
        super("virt-operator", Kinds.KUBE_VIRT, "Pod");
    }

    @Override
    List<Workload> workloads(GenericKubernetesResource kubeVirt) {
        var tree = kubeVirt.getAdditionalProperties();
        var infra = Placement.at(client(), tree, "spec.infra.nodePlacement").orElseGet(KubeVirtSimulator::controlPlane);
        var workloads =
                Placement.at(client(), tree, "spec.workloads.nodePlacement").orElse(Placement.NONE);
        var replicas = (int) Math.max(
                1, Trees.at(tree, "spec.infra.replicas").isPresent() ? Trees.longAt(tree, "spec.infra.replicas") : 2);
        var network = Trees.textAt(tree, "spec.configuration.migrations.network");
        var handler = Workload.daemonSet("virt-handler", HANDLER, workloads);
        return List.of(
                Workload.deployment("virt-api", Map.entry("kubevirt.io", "virt-api"), replicas, infra),
                Workload.deployment("virt-controller", Map.entry("kubevirt.io", "virt-controller"), replicas, infra),
                Workload.deployment("virt-exportproxy", Map.entry("kubevirt.io", "virt-exportproxy"), replicas, infra),
                network.isEmpty() ? handler : handler.annotated(Map.of(PodNetworks.WANTED, network + "@migration0")));
    }

    /** Without a placement, what KubeVirt shares goes to the control plane; any placement at all takes this default away. */
    private static Placement controlPlane() {
        var terms = Stream.of("control-plane", "master")
                .map(role -> new NodeSelectorTermBuilder()
                        .addToMatchExpressions(
                                new NodeSelectorRequirement("node-role.kubernetes.io/" + role, "Exists", List.of()))
                        .build())
                .toList();
        var affinity = new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(terms)
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
        var tolerations = Stream.of("control-plane", "master")
                .map(role -> new TolerationBuilder()
                        .withKey("node-role.kubernetes.io/" + role)
                        .withOperator("Exists")
                        .withEffect("NoSchedule")
                        .build())
                .toList();
        return new Placement(null, affinity, tolerations);
    }

    @Override
    void describe(GenericKubernetesResource kubeVirt, Map<String, Object> status) {
        status.put("observedGeneration", kubeVirt.getMetadata().getGeneration());
        status.put("operatorVersion", Versions.operator(release()));
        status.put("phase", "Deployed");
    }

    @Override
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        if (changed.kind().equals("Pod")) {
            return owner
                    .filter(key -> key.name().equals("virt-handler"))
                    .map(key -> new Key("Pod", changed.namespace(), "virt-handler"))
                    .stream();
        }
        return super.triggers(changed, owner);
    }

    @Override
    protected Optional<Duration> reconcile(Key key) {
        if (key.kind().equals("Pod")) {
            labelNodes();
            return Optional.empty();
        }
        return super.reconcile(key);
    }

    /** A node takes virtual machines while its virt-handler is alive. */
    private void labelNodes() {
        var alive = client()
                .pods()
                .inNamespace(operatorNamespace())
                .withLabel(HANDLER.getKey(), HANDLER.getValue())
                .list()
                .getItems()
                .stream()
                .filter(Pods::isReady)
                .map(Pods::node)
                .collect(Collectors.toSet());
        for (var node : client().nodes().list().getItems()) {
            var name = node.getMetadata().getName();
            var labels = new LinkedHashMap<>(node.getMetadata().getLabels());
            var before = labels.get(SCHEDULABLE);
            if (before == null && !alive.contains(name)) {
                continue;
            }
            labels.put(SCHEDULABLE, String.valueOf(alive.contains(name)));
            if (!labels.get(SCHEDULABLE).equals(before)) {
                node.getMetadata().setLabels(labels);
                client().resource(node).update();
            }
        }
    }
}
