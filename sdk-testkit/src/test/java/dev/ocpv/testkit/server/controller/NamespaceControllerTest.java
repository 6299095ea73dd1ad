package dev.ocpv.testkit.server.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.TestCluster;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespaceControllerTest {
    private static final Duration UNTIL_IT_STARTS = Duration.ofSeconds(5);

    private final ApiServer server = ApiServer.builder().build();
    private final KubernetesClient client = InProcess.client(server);

    @BeforeEach
    void makeTheNamespace() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("lab")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_deleted_namespace_goes_with_all_that_it_holds() {
        put("a", List.of());

        client.namespaces().withName("lab").delete();
        server.clock().advance(UNTIL_IT_STARTS);

        assertThat(client.namespaces().withName("lab").get()).isNull();
        assertThat(client.configMaps().inNamespace("lab").list().getItems()).isEmpty();
    }

    @Test
    void nothing_is_taken_away_in_the_first_seconds() {
        put("a", List.of());

        client.namespaces().withName("lab").delete();
        server.clock().advance(UNTIL_IT_STARTS.minusMillis(1));

        assertThat(lab().getStatus().getPhase()).isEqualTo("Terminating");
        assertThat(client.configMaps().inNamespace("lab").list().getItems()).hasSize(1);
    }

    @Test
    void a_namespace_says_what_is_in_its_way() {
        put("a", List.of("test.ocpv.dev/hold"));

        client.namespaces().withName("lab").delete();
        server.clock().advance(UNTIL_IT_STARTS);

        assertThat(lab().getStatus().getConditions())
                .filteredOn(condition -> condition.getStatus().equals("True"))
                .extracting(condition -> condition.getType() + ": " + condition.getMessage())
                .containsExactly(
                        "NamespaceContentRemaining: Some resources are remaining: configmaps. has 1 resource instances",
                        "NamespaceFinalizersRemaining: Some content in the namespace has finalizers remaining:"
                                + " test.ocpv.dev/hold in 1 resource instances");
    }

    @Test
    void a_namespace_goes_when_the_last_object_in_its_way_goes() {
        put("a", List.of("test.ocpv.dev/hold"));
        client.namespaces().withName("lab").delete();
        server.clock().advance(UNTIL_IT_STARTS);

        client.configMaps()
                .inNamespace("lab")
                .withName("a")
                .edit(map -> new ConfigMapBuilder(map)
                        .editMetadata()
                        .withFinalizers(List.of())
                        .endMetadata()
                        .build());

        assertThat(client.namespaces().withName("lab").get()).isNull();
    }

    @Test
    void a_restored_namespace_on_its_way_out_goes_on_to_go() {
        client.namespaces().withName("lab").delete();
        var going = server.snapshot();
        server.clock().advance(UNTIL_IT_STARTS);
        server.restore(going);

        server.clock().advance(UNTIL_IT_STARTS);

        assertThat(client.namespaces().withName("lab").get()).isNull();
    }

    @Test
    void settling_a_cluster_brings_the_end_of_a_namespace_about() {
        try (var cluster = TestCluster.builder().build()) {
            var namespaces = cluster.client().namespaces();
            namespaces
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("lab")
                            .endMetadata()
                            .build())
                    .create();
            namespaces.withName("lab").delete();

            cluster.settle();

            assertThat(namespaces.withName("lab").get()).isNull();
        }
    }

    private Namespace lab() {
        return client.namespaces().withName("lab").get();
    }

    private void put(String name, List<String> finalizers) {
        client.configMaps()
                .inNamespace("lab")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withFinalizers(finalizers)
                        .endMetadata()
                        .build())
                .create();
    }
}
