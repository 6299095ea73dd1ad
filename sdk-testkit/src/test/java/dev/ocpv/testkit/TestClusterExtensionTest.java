package dev.ocpv.testkit;

import static dev.ocpv.testkit.SdkAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.Cluster;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.report.Outcome;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.testkit.simulator.CdiSimulator;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@OcpvTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestClusterExtensionTest {

    private static final DesiredState LIMITS = DesiredState.of(
            LiveMigration.builder().parallelMigrationsPerCluster(12).build());

    @Test
    @Order(1)
    void test_may_write_what_it_wants(TestCluster cluster, KubernetesClient client) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("left-over")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();

        assertThat(cluster.writes()).extracting(Object::toString).containsExactly("create configmaps/default");
    }

    @Test
    @Order(2)
    void next_test_finds_nothing_of_it(TestCluster cluster, KubernetesClient client) {
        assertThat(client.configMaps()
                        .inNamespace("default")
                        .withName("left-over")
                        .get())
                .isNull();
        assertThat(cluster.writes()).isEmpty();
        assertThat(cluster.release()).isEqualTo(Release.OCP_4_17);
    }

    @Test
    void sdk_is_connected_and_waits_by_the_clock_of_the_cluster(Cluster sdk, TestCluster cluster) {
        var plan = sdk.plan(sdk.validate(LIMITS).orThrow(), PlanOptions.takeOverDefaults());
        var applied = sdk.apply(plan);
        var verification = sdk.verify(applied, Duration.ofMinutes(5));

        assertThat(verification).isOk();
        assertThat(cluster.writes())
                .extracting(Object::toString)
                .containsExactly("apply hyperconvergeds/openshift-cnv/kubevirt-hyperconverged");
        assertThat(cluster.writes().get(0).body())
                .contains("\"parallelMigrationsPerCluster\":12")
                .doesNotContain("progressTimeout");
    }

    @Test
    void trouble_of_an_operator_is_what_verification_says(Cluster sdk, TestCluster cluster) {
        cluster.simulator(CdiSimulator.class).degrade("no quota");

        var applied = sdk.apply(sdk.plan(sdk.validate(LIMITS).orThrow(), PlanOptions.takeOverDefaults()));
        var verification = sdk.verify(applied, Duration.ofMinutes(5));

        assertThat(verification).failedSaying("no quota");
    }

    @Test
    void assertions_show_the_explanation() {
        assertThatThrownBy(() -> assertThat(outcome(false)).isOk()).hasMessageContaining("because");
        assertThatThrownBy(() -> assertThat(outcome(true)).failedSaying("because"))
                .hasMessageContaining("because");
        assertThatThrownBy(() -> assertThat(outcome(true)).says("nothing")).hasMessageContaining("because");
    }

    private static Outcome outcome(boolean ok) {
        return new Outcome() {
            @Override
            public boolean ok() {
                return ok;
            }

            @Override
            public String explain() {
                return "because";
            }
        };
    }
}
