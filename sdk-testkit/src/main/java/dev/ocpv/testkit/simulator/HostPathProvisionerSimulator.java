package dev.ocpv.testkit.simulator;

import dev.ocpv.testkit.server.admission.AdmissionHook;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plays the HostPath Provisioner operator: one DaemonSet for all pools. */
public final class HostPathProvisionerSimulator extends OperandSimulator {

    public HostPathProvisionerSimulator() {
        super("hostpath-provisioner-operator", Kinds.HOST_PATH_PROVISIONER);
    }

    @Override
    protected Optional<AdmissionHook> admission() {
        return Optional.of(new HostPathProvisionerWebhook());
    }

    @Override
    List<Workload> workloads(GenericKubernetesResource provisioner) {
        var placement = Placement.at(client(), provisioner.getAdditionalProperties(), "spec.workload")
                .orElse(Placement.NONE);
        var pools = new TreeMap<String, String>();
        pools(provisioner).forEach(pool -> pools.put("pool/" + Trees.textAt(pool, "name"), Trees.textAt(pool, "path")));
        return List.of(Workload.daemonSet(
                        "hostpath-provisioner-csi", Map.entry("k8s-app", "hostpath-provisioner-csi"), placement)
                .annotated(pools));
    }

    private static List<Map<String, Object>> pools(GenericKubernetesResource provisioner) {
        return Trees.listAt(provisioner.getAdditionalProperties(), "spec.storagePools");
    }

    @Override
    void describe(GenericKubernetesResource provisioner, Map<String, Object> status) {
        status.put("observedVersion", Versions.operator(release()));
        status.put("operatorVersion", Versions.operator(release()));
        status.put("targetVersion", Versions.operator(release()));
        var ready = status.get("conditions") instanceof List<?> list
                && list.stream()
                        .map(Trees::map)
                        .anyMatch(c -> "Available".equals(c.get("type")) && "True".equals(c.get("status")));
        var pools = new ArrayList<Map<String, Object>>();
        pools(provisioner).stream()
                .map(pool -> Trees.textAt(pool, "name"))
                .sorted()
                .forEach(name ->
                        pools.add(new LinkedHashMap<>(Map.of("name", name, "phase", ready ? "Ready" : "Preparing"))));
        status.put("storagePoolStatuses", pools);
    }
}
