package dev.ocpv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocpv.model.catalog.Release;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HyperConvergedVersionsTest {
    private static final String NAMESPACE = "openshift-cnv";

    private final TestCluster cluster = Scenarios.nodes(Release.OCP_4_22);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void what_was_written_as_v1beta1_is_read_as_v1() {
        apply("v1beta1", "owner", """
                {"infra":{"nodePlacement":{"nodeSelector":{"zone":"a"}}},"liveMigrationConfig":{"parallelMigrationsPerCluster":7},
                 "featureGates":{"downwardMetrics":true}}""");

        var read = at("v1").get();

        assertThat(read.getApiVersion()).isEqualTo("hco.kubevirt.io/v1");
        assertThat(read.<String>get("spec", "deployment", "nodePlacements", "infra", "nodeSelector", "zone"))
                .isEqualTo("a");
        assertThat(read.<Integer>get("spec", "virtualization", "liveMigrationConfig", "parallelMigrationsPerCluster"))
                .isEqualTo(7);
        assertThat(read.<Object>get("spec", "featureGates")).asString().contains("downwardMetrics");
        assertThat(read.<Object>get("spec", "infra")).isNull();
    }

    @Test
    void what_was_written_as_v1_is_stored_and_read_as_v1beta1() {
        apply("v1", "owner", "{\"virtualization\":{\"liveMigrationConfig\":{\"parallelMigrationsPerCluster\":9}}}");

        assertThat(at("v1beta1").get().<Integer>get("spec", "liveMigrationConfig", "parallelMigrationsPerCluster"))
                .isEqualTo(9);
        assertThat(cluster.server().object("hyperconvergeds", NAMESPACE, "kubevirt-hyperconverged"))
                .hasValueSatisfying(
                        stored -> assertThat(stored).contains("\"apiVersion\":\"hco.kubevirt.io/v1beta1\""));
        assertThat(at("v1").get()
                        .<Integer>get("spec", "virtualization", "liveMigrationConfig", "parallelMigrationsPerCluster"))
                .isEqualTo(9);
    }

    @Test
    void who_wrote_a_field_in_one_version_owns_it_in_the_other() {
        apply("v1beta1", "one", "{\"liveMigrationConfig\":{\"parallelMigrationsPerCluster\":7}}");

        assertThatThrownBy(() -> apply(
                        "v1",
                        "two",
                        "{\"virtualization\":{\"liveMigrationConfig\":{\"parallelMigrationsPerCluster\":8}}}"))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409))
                .hasMessageContaining("\"one\"");

        apply("v1", "two", "{\"virtualization\":{\"liveMigrationConfig\":{\"parallelMigrationsPerCluster\":7}}}");
        assertThat(at("v1beta1").get().getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getApiVersion)
                .contains(tuple("one", "hco.kubevirt.io/v1beta1"), tuple("two", "hco.kubevirt.io/v1"));
    }

    @Test
    void a_watch_shows_its_own_version() throws InterruptedException {
        BlockingQueue<GenericKubernetesResource> seen = new LinkedBlockingQueue<>();
        try (var watch = at("v1").watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource resource) {
                seen.add(resource);
            }

            @Override
            public void onClose(WatcherException cause) {}
        })) {
            assertThat(watch).isNotNull();
            apply("v1beta1", "owner", "{\"liveMigrationConfig\":{\"parallelMigrationsPerCluster\":7}}");

            var event = seen.poll(10, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            assertThat(event.<Integer>get(
                            "spec", "virtualization", "liveMigrationConfig", "parallelMigrationsPerCluster"))
                    .isEqualTo(7);
        }
    }

    private Resource<GenericKubernetesResource> at(String version) {
        return all(version).withName("kubevirt-hyperconverged");
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all(String version) {
        return cluster.client()
                .genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("hco.kubevirt.io")
                        .withVersion(version)
                        .withKind("HyperConverged")
                        .withPlural("hyperconvergeds")
                        .withNamespaced(true)
                        .build())
                .inNamespace(NAMESPACE);
    }

    private void apply(String version, String manager, String spec) {
        var intent = Serialization.unmarshal("""
                {"apiVersion":"hco.kubevirt.io/%s","kind":"HyperConverged","metadata":{"name":"kubevirt-hyperconverged"},"spec":%s}""".formatted(version, spec), GenericKubernetesResource.class);
        all(version).resource(intent).fieldManager(manager).serverSideApply();
    }
}
