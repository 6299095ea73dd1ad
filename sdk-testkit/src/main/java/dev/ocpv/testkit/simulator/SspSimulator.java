package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;

/** Plays the Scheduling, Scale and Performance operator. */
public final class SspSimulator extends OperandSimulator {

    private static final int REPLICAS = 2;

    public SspSimulator() {
        super("ssp-operator", Kinds.SSP);
    }

    @Override
    List<Workload> workloads(GenericKubernetesResource ssp) {
        var placement = Placement.at(client(), ssp.getAdditionalProperties(), "spec.templateValidator.placement")
                .orElse(Placement.NONE);
        return List.of(Workload.deployment(
                "virt-template-validator", Map.entry("kubevirt.io", "virt-template-validator"), REPLICAS, placement));
    }

    @Override
    void describe(GenericKubernetesResource ssp, Map<String, Object> status) {
        status.put("observedGeneration", ssp.getMetadata().getGeneration());
        status.put("observedVersion", Versions.operator(release()));
        status.put("operatorVersion", Versions.operator(release()));
        status.put("phase", "Deployed");
        status.put("targetVersion", Versions.operator(release()));
    }
}
