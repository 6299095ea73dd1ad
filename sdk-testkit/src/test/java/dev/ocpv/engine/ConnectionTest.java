package dev.ocpv.engine;

import static dev.ocpv.engine.Bench.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.Cluster;
import dev.ocpv.ClusterOptions;
import dev.ocpv.plan.Plan;
import dev.ocpv.report.SdkException;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.HttpDoor;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private final ApiServer server = ApiServer.builder().build();
    private final HttpDoor door = HttpDoor.open(server);
    private final KubernetesClient client = client(door.url());
    private final Cluster cluster = Cluster.connect(
            client, ClusterOptions.builder().fieldManager("acme").build());

    @AfterEach
    void close() {
        client.close();
        door.close();
    }

    @Test
    void a_cluster_that_cannot_be_reached_is_one_clear_error() {
        door.close();

        assertThatThrownBy(() -> cluster.validate(DesiredState.of(Verbatim.of(map("a", "k", "v")))))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("No answer from the cluster at " + door.url());
    }

    @Test
    void what_was_written_before_the_connection_broke_is_not_forgotten() {
        var plan = plan();

        var applied = cluster.apply(plan, event -> {
            if (event.toString().equals("[2/2] CREATE ConfigMap/default/b started")) {
                door.close();
            }
        });

        assertThat(applied.done()).hasSize(1);
        assertThat(applied.explain())
                .contains("Stopped at 2 of 2: ConfigMap/default/b: No answer", "rollback")
                .doesNotContain("not known");
    }

    @Test
    void an_answer_that_is_lost_leaves_the_write_unknown() {
        var plan = plan();
        server.addFault(request -> {
            if (request.method().equals("PATCH") && request.target().contains("/configmaps/b?")) {
                door.close();
            }
            return null;
        });

        var applied = cluster.apply(plan);

        assertThat(applied.done()).hasSize(1);
        assertThat(applied.explain())
                .contains("ConfigMap/default/b: No answer", "Whether it was written is not known; a new plan shows it");
    }

    private Plan plan() {
        var desired = DesiredState.of(Verbatim.of(map("a", "k", "v"), map("b", "k", "v")));
        return cluster.plan(cluster.validate(desired).orThrow());
    }

    private static KubernetesClient client(String url) {
        var config = new ConfigBuilder()
                .withMasterUrl(url)
                .withAutoConfigure(false)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
