package dev.ocpv.applicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.live.LiveState;
import dev.ocpv.model.cni.v1.NetworkAttachmentDefinition;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.Spec;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class RenderTest {
    private static final LiveState LIVE = ArticleCluster.live();

    @Test
    void rendering_is_deterministic_as_yaml() {
        assertThat(ArticleConfiguration.desired().specs())
                .hasSize(9)
                .allSatisfy(spec -> assertThat(yaml(render(spec))).isEqualTo(yaml(render(spec))));
    }

    @Test
    void only_intended_fields_are_rendered() {
        assertThat(yaml(render(MemoryOvercommit.of(150)))).isEqualTo("""
                        ---
                        apiVersion: "hco.kubevirt.io/v1beta1"
                        kind: "HyperConverged"
                        metadata:
                          name: "kubevirt-hyperconverged"
                          namespace: "openshift-cnv"
                        spec:
                          higherWorkloadDensity:
                            memoryOvercommitPercentage: 150
                        """);
    }

    @Test
    void a_limit_that_is_left_out_is_not_rendered() {
        var spec = LiveMigration.builder().allowPostCopy(false).build();

        assertThat(yaml(render(spec))).endsWith("spec:\n  liveMigrationConfig:\n    allowPostCopy: false\n");
    }

    @Test
    void the_subscription_is_written_under_the_name_it_has() {
        var operators = ArticleConfiguration.desired().specs().get(0);

        assertThat(render(operators))
                .extracting(resource -> ResourceRef.to(resource).toString())
                .containsExactly("Subscription/openshift-cnv/hco-operatorhub");
        assertThat(yaml(render(operators)))
                .contains("nodeSelector:\n      node-role.kubernetes.io/infra: \"\"\n")
                .doesNotContain("channel", "source", "affinity", "status");
    }

    @Test
    void the_attachment_is_written_before_the_network_is_named() {
        assertThat(render(ArticleConfiguration.migrationNetwork()))
                .extracting(resource -> ResourceRef.to(resource).toString())
                .containsExactly(
                        "NetworkAttachmentDefinition/openshift-cnv/migration",
                        "HyperConverged/openshift-cnv/kubevirt-hyperconverged");
        assertThat(render(ArticleConfiguration.migrationNetwork()).get(0))
                .extracting(resource ->
                        ((NetworkAttachmentDefinition) resource).getSpec().getConfig())
                .asString()
                .contains("\"master\":\"eth1\"", "\"exclude\":[\"10.200.5.1/32\"]");
    }

    @Test
    void the_new_default_is_set_before_the_old_one_is_unset() {
        var spec = DefaultStorageClass.builder()
                .cluster("ocs-storagecluster-cephfs")
                .build();

        assertThat(yaml(render(spec))).isEqualTo("""
                        ---
                        apiVersion: "storage.k8s.io/v1"
                        kind: "StorageClass"
                        metadata:
                          annotations:
                            storageclass.kubernetes.io/is-default-class: "true"
                          name: "ocs-storagecluster-cephfs"
                        ---
                        apiVersion: "storage.k8s.io/v1"
                        kind: "StorageClass"
                        metadata:
                          annotations:
                            storageclass.kubernetes.io/is-default-class: "false"
                          name: "ocs-storagecluster-ceph-rbd"
                        """);
    }

    @Test
    void a_pool_brings_its_storage_class() {
        assertThat(yaml(render(ArticleConfiguration.hostPathStorage()))).isEqualTo("""
                        ---
                        apiVersion: "hostpathprovisioner.kubevirt.io/v1beta1"
                        kind: "HostPathProvisioner"
                        metadata:
                          name: "hostpath-provisioner"
                        spec:
                          storagePools:
                          - name: "local"
                            path: "/var/hpvolumes"
                          workload:
                            nodeSelector:
                              node-role.kubernetes.io/worker: ""
                        ---
                        apiVersion: "storage.k8s.io/v1"
                        kind: "StorageClass"
                        metadata:
                          name: "hostpath-csi"
                        parameters:
                          storagePool: "local"
                        provisioner: "kubevirt.io.hostpath-provisioner"
                        reclaimPolicy: "Delete"
                        volumeBindingMode: "WaitForFirstConsumer"
                        """);
    }

    private static String yaml(List<HasMetadata> resources) {
        var text = new StringBuilder();
        resources.forEach(resource -> text.append(Serialization.asYaml(resource)));
        return text.toString();
    }

    private static List<HasMetadata> render(Spec spec) {
        return applicator(spec).render(spec, LIVE);
    }

    @SuppressWarnings("unchecked")
    static Applicator<Spec> applicator(Spec spec) {
        return (Applicator<Spec>) ServiceLoader.load(ApplicatorModule.class).stream()
                .flatMap(module -> module.get().applicators().stream())
                .filter(applicator -> applicator.specType().isInstance(spec))
                .findFirst()
                .orElseThrow();
    }
}
