package dev.ocpv.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatorsTest {

    /** Writes down what it looks at, and stamps each map; of a map named {@code pair} it makes another one. */
    private static final class Stamper extends Simulator {
        private final List<String> looks = new ArrayList<>();

        Stamper() {
            super("stamper", Set.of("ConfigMap"));
        }

        @Override
        protected Optional<Duration> reconcile(Key key) {
            looks.add(key.name());
            var maps = client().configMaps().inNamespace(key.namespace());
            var map = maps.withName(key.name()).get();
            maps.resource(new ConfigMapBuilder(map).addToData("stamped", "yes").build())
                    .update();
            if (key.name().equals("pair") && maps.withName("other").get() == null) {
                maps.resource(map("other")).create();
            }
            return Optional.empty();
        }
    }

    private final Stamper stamper = new Stamper();

    @Test
    void a_simulator_does_not_look_again_at_what_it_wrote_itself() {
        try (var cluster = TestCluster.builder().simulating(stamper).build()) {
            create(cluster.client(), "single");

            assertThat(stamper.looks).containsExactly("single");
            assertThat(data(cluster, "single")).isEqualTo("yes");
        }
    }

    @Test
    void it_looks_at_what_it_wrote_to_another_object() {
        try (var cluster = TestCluster.builder().simulating(stamper).build()) {
            create(cluster.client(), "pair");

            assertThat(stamper.looks).containsExactly("pair", "other");
            assertThat(data(cluster, "other")).isEqualTo("yes");
        }
    }

    @Test
    void it_looks_at_what_a_test_writes_under_its_name() {
        try (var cluster = TestCluster.builder().simulating(stamper).build();
                var namesake = cluster.client("stamper")) {
            create(namesake, "single");
            namesake.configMaps()
                    .inNamespace("default")
                    .withName("single")
                    .edit(map ->
                            new ConfigMapBuilder(map).removeFromData("stamped").build());

            assertThat(stamper.looks).containsExactly("single", "single");
            assertThat(data(cluster, "single")).isEqualTo("yes");
        }
    }

    @Test
    void what_simulators_write_is_no_write_of_the_test() {
        try (var cluster = TestCluster.builder().simulating(stamper).build()) {
            create(cluster.client(), "single");

            assertThat(cluster.writes()).hasToString("[create configmaps/default]");
        }
    }

    private static void create(KubernetesClient client, String name) {
        client.configMaps().inNamespace("default").resource(map(name)).create();
    }

    private static ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .build();
    }

    private static String data(TestCluster cluster, String name) {
        return cluster.client()
                .configMaps()
                .inNamespace("default")
                .withName(name)
                .get()
                .getData()
                .get("stamped");
    }
}
