package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** Plays the Cluster Network Addons Operator. */
public final class NetworkAddonsSimulator extends OperandSimulator {

    public NetworkAddonsSimulator() {
        super("cluster-network-addons-operator", Kinds.NETWORK_ADDONS);
    }

    @Override
    List<Workload> workloads(GenericKubernetesResource config) {
        var tree = config.getAdditionalProperties();
        var infra = Placement.at(client(), tree, "spec.placementConfiguration.infra")
                .orElse(Placement.NONE);
        var workloads = Placement.at(client(), tree, "spec.placementConfiguration.workloads")
                .orElse(Placement.NONE);
        return List.of(
                Workload.daemonSet("bridge-marker", Map.entry("name", "bridge-marker"), workloads),
                Workload.daemonSet(
                        "kube-cni-linux-bridge-plugin", Map.entry("name", "kube-cni-linux-bridge-plugin"), workloads),
                Workload.deployment(
                        "kubemacpool-mac-controller-manager",
                        Map.entry("control-plane", "mac-controller-manager"),
                        1,
                        infra),
                Workload.deployment("kubemacpool-cert-manager", Map.entry("control-plane", "cert-manager"), 1, infra),
                Workload.deployment(
                        "kubevirt-ipam-controller-manager", Map.entry("app", "ipam-virt-workloads"), 1, infra));
    }

    @Override
    void describe(GenericKubernetesResource config, Map<String, Object> status) {
        status.put("observedVersion", Versions.operator(release()));
        status.put("operatorVersion", Versions.operator(release()));
        status.put("targetVersion", Versions.operator(release()));
    }
}
