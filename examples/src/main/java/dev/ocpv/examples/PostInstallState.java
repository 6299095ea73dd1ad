package dev.ocpv.examples;

import dev.ocpv.spec.DesiredState;
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
import dev.ocpv.spec.storage.StoragePool;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.spec.yaml.DesiredStateYaml;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** What the platform team wants of its cluster, once in Java and once in YAML. */
final class PostInstallState {
    private PostInstallState() {}

    // tag::state[]
    /** {@return operators and infra pods on infra nodes, virtual machines on workers, and the network and storage they need} */
    static DesiredState inJava() {
        var infra = Placement.builder()
                .putNodeSelector("node-role.kubernetes.io/infra", "")
                .addTolerations(new TolerationBuilder()
                        .withKey("node-role.kubernetes.io/infra")
                        .withOperator("Exists")
                        .withEffect("NoSchedule")
                        .build())
                .build();
        var workers = Placement.onNodesLabelled("node-role.kubernetes.io/worker", "");

        return DesiredState.of(
                OperatorPlacement.of(infra),
                InfraPlacement.of(infra),
                WorkloadPlacement.of(workers),
                HostPathStorage.builder()
                        .addPools(StoragePool.builder()
                                .name("local")
                                .path("/var/hpvolumes")
                                .storageClass(PoolClass.of("hostpath-csi"))
                                .build())
                        .placement(workers)
                        .build(),
                MigrationNetwork.builder()
                        .name("migration")
                        .device("eth1")
                        .range("10.200.5.0/24")
                        .addExcludes("10.200.5.1/32")
                        .build(),
                LiveMigration.builder()
                        .parallelMigrationsPerCluster(10)
                        .parallelOutboundMigrationsPerNode(4)
                        .bandwidthPerMigration("1Gi")
                        .completionTimeoutPerGib(Duration.ofSeconds(150))
                        .progressTimeout(Duration.ofSeconds(150))
                        .allowAutoConverge(true)
                        .build(),
                DefaultStorageClass.builder()
                        .cluster("ocs-storagecluster-ceph-rbd")
                        .virtualization("ocs-storagecluster-ceph-rbd-virtualization")
                        .build(),
                StorageProfileOverride.builder()
                        .storageClass("ocs-storagecluster-ceph-rbd")
                        .addClaimPropertySets(ClaimPropertySet.sharedBlock())
                        .cloneStrategy("csi-clone")
                        .dataImportCronSourceFormat("snapshot")
                        .snapshotClass("ocs-storagecluster-rbdplugin-snapclass")
                        .build(),
                MemoryOvercommit.of(150));
    }
    // end::state[]

    /** {@return the same, from the file beside this class} */
    static DesiredState inYaml() {
        try (var file = PostInstallState.class.getResourceAsStream("/post-install.yaml")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return DesiredStateYaml.parse(text, "post-install.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
