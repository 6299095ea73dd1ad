package dev.ocpv.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.simulator.Kinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

    private static final TestCluster CLUSTER = Scenarios.bareMetal(Release.OCP_4_17);

    @Test
    void storage_profile_of_the_virtualization_class_is_that_of_a_real_cluster() {
        var profile = profile("ocs-storagecluster-ceph-rbd-virtualization");
        var metadata = profile.getMetadata();
        metadata.setManagedFields(List.of());
        metadata.setCreationTimestamp(null);
        metadata.setResourceVersion(null);
        metadata.setUid(null);
        metadata.getOwnerReferences().forEach(owner -> owner.setUid(null));

        assertThat(profile).isEqualTo(Serialization.unmarshal("""
                        apiVersion: "cdi.kubevirt.io/v1beta1"
                        kind: "StorageProfile"
                        metadata:
                          generation: 1
                          labels:
                            app: "containerized-data-importer"
                            app.kubernetes.io/component: "storage"
                            app.kubernetes.io/managed-by: "cdi-controller"
                            app.kubernetes.io/part-of: "hyperconverged-cluster"
                            app.kubernetes.io/version: "4.17.4"
                            cdi.kubevirt.io: ""
                          name: "ocs-storagecluster-ceph-rbd-virtualization"
                          ownerReferences:
                          - apiVersion: "cdi.kubevirt.io/v1beta1"
                            blockOwnerDeletion: true
                            controller: true
                            kind: "CDI"
                            name: "cdi-kubevirt-hyperconverged"
                        spec: {}
                        status:
                          claimPropertySets:
                          - accessModes:
                            - "ReadWriteMany"
                            volumeMode: "Block"
                          - accessModes:
                            - "ReadWriteOnce"
                            volumeMode: "Block"
                          - accessModes:
                            - "ReadWriteOnce"
                            volumeMode: "Filesystem"
                          cloneStrategy: "csi-clone"
                          dataImportCronSourceFormat: "snapshot"
                          provisioner: "openshift-storage.rbd.csi.ceph.com"
                          snapshotClass: "ocs-storagecluster-rbdplugin-snapclass"
                          storageClass: "ocs-storagecluster-ceph-rbd-virtualization"
                        """, GenericKubernetesResource.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocs-storagecluster-ceph-rgw", "openshift-storage.noobaa.io"})
    void storage_profile_of_a_bucket_class_is_empty(String name) {
        var profile = profile(name);

        assertThat(profile.<Object>get("spec")).hasToString("{}");
        assertThat(profile.<Object>get("status", "claimPropertySets")).isNull();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void cluster_of_every_release_is_well(Release release) {
        try (var cluster = Scenarios.bareMetal(release)) {
            var hyperConverged = cluster.client()
                    .genericKubernetesResources(Kinds.HYPER_CONVERGED)
                    .inNamespace("openshift-cnv")
                    .withName("kubevirt-hyperconverged")
                    .get();

            assertThat(hyperConverged.<String>get("status", "systemHealthStatus"))
                    .isEqualTo("healthy");
            assertThat(cluster.client()
                            .genericKubernetesResources(Kinds.STORAGE_PROFILE)
                            .list()
                            .getItems())
                    .hasSize(5);
            assertThat(cluster.client().getKubernetesVersion().getMinor()).isEqualTo(minor(release));
        }
    }

    private static String minor(Release release) {
        return switch (release) {
            case OCP_4_17 -> "30";
            case OCP_4_18 -> "31";
            case OCP_4_19 -> "32";
            case OCP_4_20 -> "33";
            case OCP_4_21 -> "34";
            case OCP_4_22 -> "35";
        };
    }

    private static GenericKubernetesResource profile(String name) {
        return CLUSTER.client()
                .genericKubernetesResources(Kinds.STORAGE_PROFILE)
                .withName(name)
                .get();
    }
}
