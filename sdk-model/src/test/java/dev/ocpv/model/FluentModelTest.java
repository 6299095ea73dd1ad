package dev.ocpv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.cni.v1.NetworkAttachmentDefinition;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec.EvictionStrategy;
import dev.ocpv.model.hpp.v1beta1.HostPathProvisioner;
import dev.ocpv.model.olm.v1alpha1.Subscription;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class FluentModelTest {

    @Test
    void a_nested_resource_is_written_in_one_expression() {
        var hco = new HyperConverged()
                .withName("kubevirt-hyperconverged")
                .withNamespace("openshift-cnv")
                .withSpec(spec -> spec.withEvictionStrategy(EvictionStrategy.LIVE_MIGRATE)
                        .withLiveMigrationConfig(migration ->
                                migration.withParallelMigrationsPerCluster(3).withProgressTimeout(150))
                        .withInfra(infra -> infra.withNodePlacement(placement -> placement
                                .addToNodeSelector("node-role.kubernetes.io/infra", "")
                                .addToTolerations(toleration -> toleration
                                        .withKey("node-role.kubernetes.io/infra")
                                        .withOperator("Exists")))));

        assertThat(Serialization.asYaml(hco)).isEqualTo("""
                ---
                apiVersion: "hco.kubevirt.io/v1beta1"
                kind: "HyperConverged"
                metadata:
                  name: "kubevirt-hyperconverged"
                  namespace: "openshift-cnv"
                spec:
                  evictionStrategy: "LiveMigrate"
                  infra:
                    nodePlacement:
                      nodeSelector:
                        node-role.kubernetes.io/infra: ""
                      tolerations:
                      - key: "node-role.kubernetes.io/infra"
                        operator: "Exists"
                  liveMigrationConfig:
                    parallelMigrationsPerCluster: 3
                    progressTimeout: 150
                """);
    }

    @Test
    void a_list_of_objects_is_filled_item_by_item() {
        var provisioner = new HostPathProvisioner()
                .withName("hostpath-provisioner")
                .withSpec(spec -> spec.withImagePullPolicy("IfNotPresent")
                        .addToStoragePools(pool -> pool.withName("fast").withPath("/var/fast"))
                        .addToStoragePools(pool -> pool.withName("big").withPath("/var/big")));

        assertThat(provisioner.getSpec().getStoragePools())
                .extracting(pool -> pool.getName() + "=" + pool.getPath())
                .containsExactly("fast=/var/fast", "big=/var/big");
    }

    @Test
    void an_edit_keeps_what_is_there() {
        var nad = new NetworkAttachmentDefinition().withSpec(spec -> spec.withConfig("{}"));

        nad.withSpec(spec -> spec.setAdditionalProperty("other", 1)).withMetadata(meta -> meta.addToLabels("a", "b"));

        assertThat(nad.getSpec().getConfig()).isEqualTo("{}");
        assertThat(nad.getMetadata().getLabels()).containsEntry("a", "b");
    }

    @Test
    void a_value_of_a_newer_release_is_read_and_written_again() {
        var text = """
                ---
                apiVersion: hco.kubevirt.io/v1beta1
                kind: HyperConverged
                metadata: {}
                spec:
                  evictionStrategy: NewerThanUs
                """;

        var hco = Serialization.unmarshal(text, HyperConverged.class);

        assertThat(hco.getSpec().getEvictionStrategy()).isEqualTo(EvictionStrategy.of("NewerThanUs"));
        assertThat(Serialization.asYaml(hco)).contains("evictionStrategy: \"NewerThanUs\"");
    }

    @Test
    void placement_and_containers_use_the_types_of_the_client() throws NoSuchFieldException {
        var config = new Subscription()
                .withSpec(spec -> spec.withConfig(empty -> {}))
                .getSpec()
                .getConfig()
                .getClass();

        assertThat(config.getDeclaredField("affinity").getType()).isEqualTo(Affinity.class);
        assertThat(config.getDeclaredField("resources").getType()).isEqualTo(ResourceRequirements.class);
        assertThat(config.getDeclaredField("tolerations").getGenericType()).hasToString(listOf(Toleration.class));
        assertThat(config.getDeclaredField("env").getGenericType()).hasToString(listOf(EnvVar.class));
    }

    private static String listOf(Class<?> item) {
        return "java.util.List<" + item.getName() + ">";
    }
}
