package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the HyperConverged operator writes into its operands; everything else in them it takes away. */
final class HyperConvergedPropagation {

    private static final List<List<String>> TABLE = Table.read("propagation.tsv");

    /** Gates of KubeVirt that a gate of HyperConverged switches on. */
    private static final Map<String, String> GATES = Map.of(
            "alignCPUs", "AlignCPUs",
            "decentralizedLiveMigration", "DecentralizedLiveMigration",
            "declarativeHotplugVolumes", "DeclarativeHotplugVolumes",
            "disableMDevConfiguration", "DisableMDEVConfiguration",
            "downwardMetrics", "DownwardMetrics",
            "enableMultiArchBootImageImport", "MultiArchitecture",
            "objectGraph", "ObjectGraph",
            "persistentReservation", "PersistentReservation",
            "videoConfig", "VideoConfig");

    private final Release release;
    private final int controlPlaneNodes;
    private final int workerNodes;

    HyperConvergedPropagation(Release release, int controlPlaneNodes, int workerNodes) {
        this.release = release;
        this.controlPlaneNodes = controlPlaneNodes;
        this.workerNodes = workerNodes;
    }

    Map<String, Object> kubeVirt(Map<String, Object> spec) {
        var kubeVirt = copied("KubeVirt", spec);
        Trees.put(kubeVirt, "configuration.developerConfiguration.featureGates", gates(spec));
        Trees.put(kubeVirt, "configuration.vmRolloutStrategy", "LiveUpdate");
        Trees.put(
                kubeVirt,
                "configuration.network.binding.l2bridge",
                new LinkedHashMap<>(Map.of("domainAttachmentType", "managedTap", "migration", Map.of())));
        infraOfSmallClusters(kubeVirt);
        return kubeVirt;
    }

    Map<String, Object> cdi(Map<String, Object> spec) {
        var cdi = copied("CDI", spec);
        Trees.put(cdi, "config.featureGates", List.of("HonorWaitForFirstConsumer", "DataVolumeClaimAdoption"));
        return cdi;
    }

    Map<String, Object> networkAddons(Map<String, Object> spec) {
        var addons = copied("NetworkAddonsConfig", spec);
        for (var always : List.of("multus", "linuxBridge", "kubeMacPool", "kubevirtIpamController")) {
            addons.computeIfAbsent(always, key -> new LinkedHashMap<String, Object>());
        }
        return addons;
    }

    Map<String, Object> ssp(Map<String, Object> spec) {
        var ssp = copied("SSP", spec);
        Trees.map(ssp.computeIfAbsent("commonTemplates", key -> new LinkedHashMap<String, Object>()))
                .putIfAbsent("namespace", "openshift");
        return ssp;
    }

    private static Map<String, Object> copied(String operand, Map<String, Object> spec) {
        var target = new LinkedHashMap<String, Object>();
        for (var line : TABLE) {
            if (line.get(1).equals(operand)) {
                Trees.at(spec, line.get(0))
                        .filter(value -> line.get(3).equals("copy") || !value.equals(Map.of()))
                        .ifPresent(value -> Trees.put(target, line.get(2), Trees.copy(value)));
            }
        }
        return target;
    }

    private List<String> gates(Map<String, Object> spec) {
        var gates = new TreeSet<>(
                List.of("CPUManager", "HostDevices", "HypervStrictCheck", "KubevirtSeccompProfile", "Snapshot"));
        if (release.compareTo(Release.OCP_4_21) <= 0) {
            gates.addAll(List.of("ExpandDisks", "VMExport", "WithHostModelCPU"));
        }
        var wanted = Trees.mapAt(spec, "featureGates");
        GATES.forEach((ours, theirs) -> {
            if (Boolean.TRUE.equals(wanted.get(ours))) {
                gates.add(theirs);
            }
        });
        if (!gates.contains("DeclarativeHotplugVolumes")) {
            gates.add("HotplugVolumes");
        }
        return List.copyOf(gates);
    }

    /** KubeVirt keeps two of everything unless told otherwise, and looks for control-plane nodes to put them on. */
    private void infraOfSmallClusters(Map<String, Object> kubeVirt) {
        var placed = Trees.at(kubeVirt, "infra.nodePlacement").isPresent();
        if (!placed && controlPlaneNodes == 0) {
            Trees.put(kubeVirt, "infra.nodePlacement", new LinkedHashMap<String, Object>());
            if (workerNodes < 2) {
                Trees.put(kubeVirt, "infra.replicas", 1);
            }
        } else if (!placed && controlPlaneNodes < 2) {
            Trees.put(kubeVirt, "infra.replicas", 1);
        }
    }
}
