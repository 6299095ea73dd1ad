package dev.ocpv.testkit.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class InProcessTest {
    private static final String DEFINITION = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"lamps.test.ocpv.dev"},
             "spec":{"group":"test.ocpv.dev","scope":"Namespaced","names":{"plural":"lamps","kind":"Lamp"},
             "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":
             {"type":"object","properties":{"spec":{"type":"object","properties":{"watts":{"type":"integer"},
             "color":{"type":"string","default":"warm"}}}}}}}]}}
            """;
    private static final ResourceDefinitionContext LAMPS = new ResourceDefinitionContext.Builder()
            .withGroup("test.ocpv.dev")
            .withVersion("v1")
            .withKind("Lamp")
            .withPlural("lamps")
            .withNamespaced(true)
            .build();

    private final ApiServer server =
            ApiServer.builder().addDefinition(DEFINITION).build();

    @Test
    void a_fabric8_client_creates_reads_changes_and_deletes_a_custom_resource() {
        try (KubernetesClient client = InProcess.client(server)) {
            var lamps = client.genericKubernetesResources(LAMPS).inNamespace("default");

            GenericKubernetesResource created = lamps.resource(lamp(40)).create();
            created.setAdditionalProperty("spec", Map.of("watts", 60));
            GenericKubernetesResource updated = lamps.resource(created).update();
            GenericKubernetesResource patched = lamps.withName("desk")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"color\":\"cold\"}}");
            var listed = lamps.list().getItems();
            var gone = lamps.withName("desk").delete();

            assertThat((Object) created.getMetadata().getUid()).isNotNull();
            assertThat(updated.<Integer>get("spec", "watts")).isEqualTo(60);
            assertThat(patched.<String>get("spec", "color")).isEqualTo("cold");
            assertThat(listed).hasSize(1);
            assertThat(gone).hasSize(1);
            assertThat(lamps.withName("desk").get()).isNull();
        }
    }

    @Test
    @SuppressWarnings("try")
    void a_fabric8_watch_sees_each_change_as_it_happens() throws InterruptedException {
        // the client hands events to its watchers on a thread of its own
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (KubernetesClient client = InProcess.client(server)) {
            var maps = client.configMaps().inNamespace("default");
            try (Watch watch = maps.watch(recording(seen))) {
                ConfigMap created = maps.resource(new ConfigMapBuilder()
                                .withMetadata(
                                        new ObjectMetaBuilder().withName("a").build())
                                .build())
                        .create();
                maps.resource(new ConfigMapBuilder(created).addToData("k", "v").build())
                        .update();
                maps.withName("a").delete();

                assertThat(seen.poll(10, SECONDS)).isEqualTo("ADDED a");
                assertThat(seen.poll(10, SECONDS)).isEqualTo("MODIFIED a");
                assertThat(seen.poll(10, SECONDS)).isEqualTo("DELETED a");
            }
        }
    }

    @Test
    void a_fabric8_client_needs_no_module_that_the_core_leaves_out() {
        assertThatThrownBy(() -> Class.forName("io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway"))
                .isInstanceOf(ClassNotFoundException.class);

        try (KubernetesClient client = InProcess.client(server)) {
            var read =
                    client.load(new ByteArrayInputStream("""
                    apiVersion: gateway.networking.k8s.io/v1
                    kind: Gateway
                    metadata: {name: edge}
                    """.getBytes(UTF_8))).items();

            assertThat(read).singleElement().isInstanceOf(GenericKubernetesResource.class);
            assertThat(client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .list()
                            .getItems())
                    .isNotEmpty();
            assertThat(client.network().v1().networkPolicies().list().getItems())
                    .isEmpty();
            assertThat(client.getApiGroups().getGroups()).isNotEmpty();
        }
    }

    private static Watcher<ConfigMap> recording(BlockingQueue<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap resource) {
                seen.add(action + " " + resource.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("failed");
            }
        };
    }

    private static GenericKubernetesResource lamp(int watts) {
        var lamp = new GenericKubernetesResource();
        lamp.setApiVersion("test.ocpv.dev/v1");
        lamp.setKind("Lamp");
        lamp.setMetadata(new ObjectMetaBuilder().withName("desk").build());
        lamp.setAdditionalProperty("spec", Map.of("watts", watts));
        return lamp;
    }
}
