package dev.ocpv.applicator;

import static dev.ocpv.applicator.ArticleCluster.RBD;

import dev.ocpv.live.LiveState;
import dev.ocpv.model.hco.v1beta1.HyperConvergedStatus;
import dev.ocpv.model.hpp.v1beta1.HostPathProvisioner;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.Spec;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.spec.placement.InfraPlacement;
import dev.ocpv.spec.placement.OperatorPlacement;
import dev.ocpv.spec.placement.Placement;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.spec.storage.ClaimPropertySet;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.spec.storage.PoolClass;
import dev.ocpv.spec.storage.PoolVolume;
import dev.ocpv.spec.storage.StoragePool;
import dev.ocpv.spec.storage.StorageProfileOverride;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For each rule, one spec and the cluster on which it breaks that rule and no other. */
final class BrokenSpecs {
    /** A spec, and what it breaks a rule on; {@code more} are the other specs of the desired state. */
    record Broken(Spec spec, LiveState live, List<Spec> more) {
        DesiredState desired() {
            return DesiredState.of(spec).and(more.toArray(Spec[]::new));
        }
    }

    private final Map<String, Broken> byCode = new LinkedHashMap<>();

    static Map<String, Broken> byCode() {
        var all = new BrokenSpecs();
        all.placement();
        all.operators();
        all.migration();
        all.network();
        all.classes();
        all.profiles();
        all.pools();
        all.poolsOnTheCluster();
        all.density();
        return all.byCode;
    }

    private void put(String code, Spec spec, LiveState live, Spec... more) {
        byCode.put(code, new Broken(spec, live, List.of(more)));
    }

    private void put(String code, Spec spec) {
        put(code, spec, ArticleCluster.live());
    }

    private void placement() {
        put("PLC-001", InfraPlacement.of(Placement.builder().build()));
        put("PLC-002", InfraPlacement.of(Placement.onNodesLabelled("not a label", "")));
        put("PLC-003", InfraPlacement.of(affinity("Gt", "8", "16")));
        put(
                "PLC-004",
                InfraPlacement.of(Placement.builder()
                        .putAllNodeSelector(ArticleConfiguration.WORKERS.nodeSelector())
                        .addToleration(new TolerationBuilder()
                                .withKey("some")
                                .withOperator("Like")
                                .build())
                        .build()));
        put("PLC-005", WorkloadPlacement.of(Placement.onNodesLabelled("example.io/nobody-has", "this")));
        put("PLC-006", WorkloadPlacement.of(Placement.onNodesLabelled("kubernetes.io/hostname", "worker-3")));
        var cordoned = new ArrayList<>(ArticleCluster.nodes());
        cordoned.add(ArticleCluster.node("worker-9", Map.of("node-role.kubernetes.io/worker", ""), "some/taint", 90));
        put(
                "PLC-007",
                InfraPlacement.of(ArticleConfiguration.WORKERS),
                ArticleCluster.without("nodes")
                        .addAllNodes(cordoned)
                        .hyperConverged(ArticleCluster.hyperConverged("4.17.4"))
                        .build());
        put(
                "PLC-010",
                OperatorPlacement.of(ArticleConfiguration.INFRA),
                ArticleCluster.without("operatorDeployments")
                        .hyperConverged(ArticleCluster.hyperConverged("4.21.0"))
                        .addOperatorDeployment(
                                ArticleCluster.deployment("virt-operator", "node-role.kubernetes.io/control-plane"))
                        .build());
        var erased = new Affinity();
        erased.setPodAntiAffinity(new PodAntiAffinity());
        put(
                "PLC-011",
                OperatorPlacement.of(Placement.builder()
                        .putAllNodeSelector(ArticleConfiguration.INFRA.nodeSelector())
                        .addAllTolerations(ArticleConfiguration.INFRA.tolerations())
                        .affinity(erased)
                        .build()));
        put("PLC-020", WorkloadPlacement.of(ArticleConfiguration.WORKERS), withMachine());
        put(
                "PLC-021",
                InfraPlacement.of(Placement.builder()
                        .addToleration(ArticleConfiguration.INFRA.tolerations().get(0))
                        .build()));
        var powerless = ArticleCluster.nodes();
        powerless.forEach(
                node -> node.getStatus().setAllocatable(Map.of("devices.kubevirt.io/kvm", new Quantity("0"))));
        put(
                "PLC-022",
                WorkloadPlacement.of(ArticleConfiguration.WORKERS),
                ArticleCluster.without("nodes")
                        .addAllNodes(powerless)
                        .hyperConverged(ArticleCluster.hyperConverged("4.17.4"))
                        .build());
    }

    private static LiveState withMachine() {
        return ArticleCluster.builder()
                .addVirtualMachine(ResourceRef.namespaced("kubevirt.io/v1", "VirtualMachine", "lab", "db"))
                .build();
    }

    private static Placement affinity(String operator, String... values) {
        return Placement.builder()
                .affinity(new AffinityBuilder()
                        .withNewNodeAffinity()
                        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                        .addNewNodeSelectorTerm()
                        .addNewMatchExpression()
                        .withKey("example.io/num-cpus")
                        .withOperator(operator)
                        .addAllToValues(List.of(values))
                        .endMatchExpression()
                        .endNodeSelectorTerm()
                        .endRequiredDuringSchedulingIgnoredDuringExecution()
                        .endNodeAffinity()
                        .build())
                .build();
    }

    private void operators() {
        var overcommit = MemoryOvercommit.of(100);
        put("API-010", overcommit, ArticleCluster.without("servedApiVersions").build());
        put("OPR-001", overcommit, ArticleCluster.without().build());
        var tainted = ArticleCluster.hyperConverged("4.17.4");
        tainted.setStatus(Serialization.unmarshal(
                "{\"conditions\": [{\"type\": \"TaintedConfiguration\", \"status\": \"True\"}]}",
                HyperConvergedStatus.class));
        put(
                "OPR-002",
                overcommit,
                ArticleCluster.without().hyperConverged(tainted).build());
        var renamed = ArticleCluster.hyperConverged("4.17.4");
        renamed.getMetadata().setName("my-virt");
        put(
                "OPR-003",
                overcommit,
                ArticleCluster.without().hyperConverged(renamed).build());
        put(
                "OPR-004",
                OperatorPlacement.of(ArticleConfiguration.INFRA),
                ArticleCluster.without("subscription").build());
    }

    private void migration() {
        put("MIG-001", LiveMigration.builder().build());
        put("MIG-002", LiveMigration.builder().parallelMigrationsPerCluster(0).build());
        put(
                "MIG-003",
                LiveMigration.builder().parallelOutboundMigrationsPerNode(6).build());
        put("MIG-004", LiveMigration.builder().bandwidthPerMigration("64 MB/s").build());
        put("MIG-005", LiveMigration.builder().allowPostCopy(true).build());
    }

    private void network() {
        put(
                "NET-001",
                network("openshift-cnv/migration", "eth1", "10.200.5.0/24").build());
        put("NET-002", network("migration", "eth1", "10.200.5.0-255").build());
        put(
                "NET-003",
                network("migration", "eth1", "10.200.5.0/24")
                        .addExclude("10.200.6.1")
                        .build());
        put("NET-004", network("migration", "eth1", "10.200.5.0/30").build());
        put("NET-005", network("migration", "eth1", "192.168.10.0/24").build());
        put(
                "NET-006",
                ArticleConfiguration.migrationNetwork(),
                ArticleCluster.builder()
                        .addRunningMigration(ResourceRef.namespaced(
                                "kubevirt.io/v1", "VirtualMachineInstanceMigration", "lab", "move-db"))
                        .build());
        put(
                "NET-007",
                network("migration", "ens-migration-network", "10.200.5.0/24").build());
        put("NET-008", network("migration", "br-ex", "10.200.5.0/24").build());
    }

    private static MigrationNetwork.Builder network(String name, String device, String range) {
        return MigrationNetwork.builder().name(name).device(device).range(range);
    }

    private void classes() {
        put("STO-001", DefaultStorageClass.builder().build());
        put(
                "STO-002",
                DefaultStorageClass.builder()
                        .virtualization("ocs-storagecluster-ceph-rdb")
                        .build());
        put(
                "STO-003",
                DefaultStorageClass.builder()
                        .virtualization("openshift-storage.noobaa.io")
                        .build());
        put(
                "STO-004",
                DefaultStorageClass.builder().virtualization("fast").build(),
                ArticleCluster.builder()
                        .addStorageClasses(ArticleCluster.storageClass("fast", "example.io/csi", Map.of()))
                        .addStorageProfile(ArticleCluster.profile("fast", "[]"))
                        .build());
        put(
                "STO-005",
                DefaultStorageClass.builder()
                        .virtualization("ocs-storagecluster-cephfs")
                        .build());
        put(
                "STO-006",
                DefaultStorageClass.builder()
                        .cluster("ocs-storagecluster-cephfs")
                        .build());
    }

    private void profiles() {
        put("STO-010", profile().build());
        put(
                "STO-011",
                StorageProfileOverride.builder()
                        .storageClass("fats")
                        .cloneStrategy("copy")
                        .build());
        put(
                "STO-012",
                StorageProfileOverride.builder()
                        .storageClass("openshift-storage.noobaa.io")
                        .cloneStrategy("copy")
                        .build());
        put(
                "STO-013",
                profile()
                        .addClaimPropertySet(new ClaimPropertySet(List.of(), "Block"))
                        .build());
        put("STO-014", profile().cloneStrategy("csiclone").build());
        put(
                "STO-015",
                profile()
                        .addAllClaimPropertySets(Collections.nCopies(9, ClaimPropertySet.sharedBlock()))
                        .build());
        put(
                "STO-016",
                profile()
                        .snapshotClass("ocs-storagecluster-cephfsplugin-snapclass")
                        .build());
        put(
                "STO-017",
                profile().cloneStrategy("snapshot").build(),
                ArticleCluster.builder()
                        .addVolumeSnapshotClasses(ArticleCluster.snapshotClass("second", RBD))
                        .build());
    }

    private static StorageProfileOverride.Builder profile() {
        return StorageProfileOverride.builder().storageClass("ocs-storagecluster-ceph-rbd");
    }

    private void pools() {
        put("STO-020", storage());
        put("STO-021", storage(pool("My Pool", "/var/hpvolumes").build()));
        put(
                "STO-022",
                storage(
                        pool("fast", "/var/hpvolumes").build(),
                        pool("slow", "/var/hpvolumes").build()));
        put("STO-023", storage(pool("local", "/var/lib/kubelet/pool").build()));
        var volume =
                PoolVolume.builder().size("100Gi").storageClass("hostpath-csi").build();
        put(
                "STO-026",
                storage(pool("local", "/var/hpvolumes")
                        .volume(volume)
                        .storageClass(PoolClass.of("hostpath-csi"))
                        .build()));
        put(
                "STO-027",
                storage(pool("local", "/var/hpvolumes")
                        .storageClass(PoolClass.builder()
                                .name("hostpath-csi")
                                .volumeBindingMode("Immediate")
                                .build())
                        .build()));
        put(
                "STO-030",
                storage(pool("local", "/var/hpvolumes")
                        .volume(PoolVolume.builder().size("100 GB").build())
                        .build()));
    }

    private void poolsOnTheCluster() {
        var storage = ArticleConfiguration.hostPathStorage();
        var elsewhere =
                Placement.builder().affinity(hosts("worker-0", "worker-1")).build();
        put(
                "STO-024",
                HostPathStorage.builder()
                        .addPool(pool("local", "/var/hpvolumes").build())
                        .placement(elsewhere)
                        .build(),
                ArticleCluster.live(),
                WorkloadPlacement.of(ArticleConfiguration.WORKERS));
        var other = ArticleCluster.storageClass("hostpath-csi", "kubevirt.io.hostpath-provisioner", Map.of());
        other.setParameters(Map.of("storagePool", "old"));
        other.setVolumeBindingMode("WaitForFirstConsumer");
        put(
                "STO-025",
                storage,
                ArticleCluster.builder().addStorageClasses(other).build());
        put(
                "STO-028",
                storage,
                ArticleCluster.builder()
                        .addHostPathProvisioner(provisioner("one", "{}"))
                        .addHostPathProvisioner(provisioner("two", "{}"))
                        .build());
        put(
                "STO-029",
                storage,
                ArticleCluster.builder()
                        .addHostPathProvisioner(provisioner("one", "{\"pathConfig\": {\"path\": \"/var/old\"}}"))
                        .build());
    }

    private static Affinity hosts(String... names) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey("kubernetes.io/hostname")
                .withOperator("In")
                .addAllToValues(List.of(names))
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static HostPathProvisioner provisioner(String name, String spec) {
        return Serialization.unmarshal("""
                {"apiVersion": "hostpathprovisioner.kubevirt.io/v1beta1", "kind": "HostPathProvisioner",
                 "metadata": {"name": "%s"}, "spec": %s}
                """.formatted(name, spec), HostPathProvisioner.class);
    }

    private static StoragePool.Builder pool(String name, String path) {
        return StoragePool.builder().name(name).path(path);
    }

    private static HostPathStorage storage(StoragePool... pools) {
        return HostPathStorage.builder()
                .addAllPools(List.of(pools))
                .placement(ArticleConfiguration.WORKERS)
                .build();
    }

    private void density() {
        put(
                "DEN-001",
                MemoryOvercommit.of(5),
                ArticleCluster.without()
                        .hyperConverged(ArticleCluster.hyperConverged("4.20.0"))
                        .build());
        put("DEN-002", MemoryOvercommit.of(400));
        put("DEN-003", MemoryOvercommit.of(150));
        put(
                "DEN-004",
                MemoryOvercommit.of(150),
                ArticleCluster.without()
                        .hyperConverged(ArticleCluster.hyperConverged("4.20.0", """
                                {"infra": {"nodePlacement": {"nodeSelector": {"node-role.kubernetes.io/infra": ""}}},
                                 "higherWorkloadDensity": {"memoryOvercommitPercentage": 150}}
                                """))
                        .build());
    }

    private BrokenSpecs() {}
}
