package dev.ocpv.applicator;

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
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.time.Duration;

/** Everything that the article configures, in Java; {@code examples} has the same in YAML. */
final class ArticleConfiguration {
    static final Placement INFRA = Placement.builder()
            .putNodeSelector("node-role.kubernetes.io/infra", "")
            .addToleration(new TolerationBuilder()
                    .withKey("node-role.kubernetes.io/infra")
                    .withOperator("Exists")
                    .withEffect("NoSchedule")
                    .build())
            .build();
    static final Placement WORKERS = Placement.onNodesLabelled("node-role.kubernetes.io/worker", "");

    private ArticleConfiguration() {}

    static DesiredState desired() {
        return DesiredState.of(
                OperatorPlacement.of(INFRA),
                InfraPlacement.of(INFRA),
                WorkloadPlacement.of(WORKERS),
                hostPathStorage(),
                LiveMigration.builder()
                        .parallelMigrationsPerCluster(10)
                        .parallelOutboundMigrationsPerNode(4)
                        .bandwidthPerMigration("1Gi")
                        .completionTimeoutPerGib(Duration.ofSeconds(150))
                        .progressTimeout(Duration.ofSeconds(150))
                        .allowAutoConverge(true)
                        .build(),
                migrationNetwork(),
                DefaultStorageClass.builder()
                        .cluster("ocs-storagecluster-ceph-rbd")
                        .virtualization("ocs-storagecluster-ceph-rbd-virtualization")
                        .build(),
                StorageProfileOverride.builder()
                        .storageClass("ocs-storagecluster-ceph-rbd")
                        .addClaimPropertySet(ClaimPropertySet.sharedBlock())
                        .cloneStrategy("csi-clone")
                        .dataImportCronSourceFormat("snapshot")
                        .snapshotClass("ocs-storagecluster-rbdplugin-snapclass")
                        .build(),
                MemoryOvercommit.of(150));
    }

    static HostPathStorage hostPathStorage() {
        return HostPathStorage.builder()
                .addPool(StoragePool.builder()
                        .name("local")
                        .path("/var/hpvolumes")
                        .storageClass(PoolClass.of("hostpath-csi"))
                        .build())
                .placement(WORKERS)
                .build();
    }

    static MigrationNetwork migrationNetwork() {
        return MigrationNetwork.builder()
                .name("migration")
                .device("eth1")
                .range("10.200.5.0/24")
                .addExclude("10.200.5.1/32")
                .build();
    }
}
