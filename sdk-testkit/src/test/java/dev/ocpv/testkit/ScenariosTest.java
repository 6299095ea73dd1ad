package dev.ocpv.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.simulator.Kinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    private static final TestCluster CLUSTER = Scenarios.bareMetal(Release.OCP_4_17);

    @Test
    void storage_profile_of_the_virtualization_class_is_that_of_a_real_cluster() {
        var profile = profile("ocs-storagecluster-ceph-rbd-virtualization");

        profile.getMetadata().setManagedFields(null);
        var printed = Serialization.asYaml(profile)
                .replaceAll("(?m)^ *(creationTimestamp|resourceVersion|uid|generation): .*\n", "");
        assertThat(Serialization.unmarshal(printed, Map.class))
                .isEqualTo(Serialization.unmarshal("""
                        apiVersion: cdi.kubevirt.io/v1beta1
                        kind: StorageProfile
                        metadata:
                          labels:
                            app: containerized-data-importer
                            app.kubernetes.io/component: storage
                            app.kubernetes.io/managed-by: cdi-controller
                            app.kubernetes.io/part-of: hyperconverged-cluster
                            app.kubernetes.io/version: 4.17.4
                            cdi.kubevirt.io: ""
                          name: ocs-storagecluster-ceph-rbd-virtualization
                          ownerReferences:
                          - apiVersion: cdi.kubevirt.io/v1beta1
                            blockOwnerDeletion: true
                            controller: true
                            kind: CDI
                            name: cdi-kubevirt-hyperconverged
                        spec: {}
                        status:
                          claimPropertySets:
                          - accessModes:
                            - ReadWriteMany
                            volumeMode: Block
                          - accessModes:
                            - ReadWriteOnce
                            volumeMode: Block
                          - accessModes:
                            - ReadWriteOnce
                            volumeMode: Filesystem
                          cloneStrategy: csi-clone
                          dataImportCronSourceFormat: snapshot
                          provisioner: openshift-storage.rbd.csi.ceph.com
                          snapshotClass: ocs-storagecluster-rbdplugin-snapclass
                          storageClass: ocs-storagecluster-ceph-rbd-virtualization
                        """, Map.class));
        assertThat(profile.getMetadata().getGeneration()).isEqualTo(1);
    }

    private static GenericKubernetesResource profile(String name) {
        return CLUSTER.client()
                .genericKubernetesResources(Kinds.STORAGE_PROFILE)
                .withName(name)
                .get();
    }
}
