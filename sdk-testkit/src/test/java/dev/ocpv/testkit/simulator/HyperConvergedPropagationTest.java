package dev.ocpv.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.Release;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperConvergedPropagationTest {

    private static final HyperConvergedPropagation OF_4_17 = new HyperConvergedPropagation(Release.OCP_4_17, 3, 6);

    @ParameterizedTest
    @CsvSource(textBlock = """
                    parallelMigrationsPerCluster
                    parallelOutboundMigrationsPerNode
                    completionTimeoutPerGiB
                    progressTimeout
                    bandwidthPerMigration
                    allowAutoConverge
                    allowPostCopy
                    network
                    """)
    void live_migration_field_is_copied_under_its_own_name(String field) {
        var spec = tree("liveMigrationConfig: {%s: 7}".formatted(field));

        assertThat(OF_4_17.kubeVirt(spec))
                .extractingByKey("configuration")
                .extracting("migrations")
                .isEqualTo(Map.of(field, 7));
    }

    @Test
    void placement_goes_to_every_operand() {
        var spec = tree("""
                infra: {nodePlacement: {nodeSelector: {node-role.kubernetes.io/infra: ""}}}
                workloads: {nodePlacement: {nodeSelector: {virt: "yes"}}}
                """);
        var infra = Map.of("nodeSelector", Map.of("node-role.kubernetes.io/infra", ""));
        var workloads = Map.of("nodeSelector", Map.of("virt", "yes"));

        assertThat(OF_4_17.kubeVirt(spec))
                .containsEntry("infra", Map.of("nodePlacement", infra))
                .containsEntry("workloads", Map.of("nodePlacement", workloads));
        assertThat(OF_4_17.cdi(spec)).containsEntry("infra", infra).containsEntry("workload", workloads);
        assertThat(OF_4_17.networkAddons(spec))
                .containsEntry("placementConfiguration", Map.of("infra", infra, "workloads", workloads));
        assertThat(OF_4_17.ssp(spec)).containsEntry("templateValidator", Map.of("placement", infra));
    }

    @Test
    void memory_overcommit_goes_to_the_developer_configuration() {
        var spec = tree("higherWorkloadDensity: {memoryOvercommitPercentage: 150}");

        assertThat(OF_4_17.kubeVirt(spec))
                .extractingByKey("configuration")
                .extracting("developerConfiguration")
                .extracting("memoryOvercommit")
                .isEqualTo(150);
    }

    @Test
    void nothing_said_leaves_placement_to_the_operands() {
        assertThat(OF_4_17.kubeVirt(Map.of())).doesNotContainKeys("infra", "workloads");
        assertThat(OF_4_17.networkAddons(Map.of()))
                .containsOnlyKeys("multus", "linuxBridge", "kubeMacPool", "kubevirtIpamController");
        assertThat(OF_4_17.ssp(Map.of())).isEqualTo(Map.of("commonTemplates", Map.of("namespace", "openshift")));
    }

    @ParameterizedTest
    @CsvSource({"3, 6, ", "1, 6, {replicas: 1}", "0, 6, {nodePlacement: {}}", "0, 1, '{nodePlacement: {}, replicas: 1}'"
    })
    void small_cluster_gets_fewer_replicas(int controlPlane, int workers, @Nullable String infra) {
        var propagation = new HyperConvergedPropagation(Release.OCP_4_17, controlPlane, workers);

        assertThat(propagation.kubeVirt(Map.of()).get("infra")).isEqualTo(infra == null ? null : tree(infra));
    }

    @Test
    void empty_network_placement_is_left_out() {
        var spec = tree("infra: {nodePlacement: {}}");

        assertThat(OF_4_17.networkAddons(spec)).doesNotContainKey("placementConfiguration");
        assertThat(OF_4_17.kubeVirt(spec)).containsEntry("infra", Map.of("nodePlacement", Map.of()));
    }

    @Test
    void feature_gates_are_sorted_and_differ_by_release() {
        var spec = tree("featureGates: {downwardMetrics: true, objectGraph: false}");

        assertThat(gates(OF_4_17, spec))
                .isEqualTo("[CPUManager, DownwardMetrics, ExpandDisks, HostDevices, HotplugVolumes, HypervStrictCheck, "
                        + "KubevirtSeccompProfile, Snapshot, VMExport, WithHostModelCPU]");
        assertThat(gates(new HyperConvergedPropagation(Release.OCP_4_22, 3, 6), spec))
                .doesNotContain("ExpandDisks", "VMExport", "WithHostModelCPU");
    }

    private static String gates(HyperConvergedPropagation propagation, Map<String, Object> spec) {
        return Trees.textAt(propagation.kubeVirt(spec), "configuration.developerConfiguration.featureGates");
    }

    private static Map<String, Object> tree(String yaml) {
        return Trees.map(Serialization.unmarshal("---\n" + yaml, Map.class));
    }
}
