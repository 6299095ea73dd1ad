package dev.ocpv.applicator;

import dev.ocpv.live.LiveState;
import dev.ocpv.model.cdi.v1beta1.StorageProfile;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.olm.v1alpha1.Subscription;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bare-metal cluster with 3 control-plane, 3 infra and 6 worker nodes and OpenShift Data Foundation, fresh after installation. */
final class ArticleCluster {
    static final Set<String> APIS = Set.of(
            "hco.kubevirt.io/v1beta1",
            "kubevirt.io/v1",
            "cdi.kubevirt.io/v1beta1",
            "ssp.kubevirt.io/v1beta3",
            "networkaddonsoperator.network.kubevirt.io/v1",
            "hostpathprovisioner.kubevirt.io/v1beta1",
            "operators.coreos.com/v1alpha1",
            "k8s.cni.cncf.io/v1",
            "storage.k8s.io/v1");
    static final String RBD = "openshift-storage.rbd.csi.ceph.com";
    static final String CEPHFS = "openshift-storage.cephfs.csi.ceph.com";

    private ArticleCluster() {}

    static LiveState live() {
        return builder().build();
    }

    static LiveState.Builder builder() {
        return without("").hyperConverged(hyperConverged("4.17.4"));
    }

    /** The cluster without the HyperConverged, and without the lists of these names. */
    static LiveState.Builder without(String... lists) {
        var left = Set.of(lists);
        var live = LiveState.builder();
        if (!left.contains("servedApiVersions")) {
            live.addAllServedApiVersions(APIS);
        }
        if (!left.contains("nodes")) {
            live.addAllNodes(nodes());
        }
        if (!left.contains("storageClasses")) {
            live.addAllStorageClasses(storageClasses());
        }
        if (!left.contains("storageProfiles")) {
            live.addAllStorageProfiles(storageProfiles());
        }
        if (!left.contains("volumeSnapshotClasses")) {
            live.addAllVolumeSnapshotClasses(snapshotClasses());
        }
        if (!left.contains("subscription")) {
            live.subscription(subscription());
        }
        if (!left.contains("operatorDeployments")) {
            live.addAllOperatorDeployments(
                    List.of(deployment("hco-operator", null), deployment("virt-operator", null)));
        }
        return live;
    }

    static HyperConverged hyperConverged(String version) {
        return hyperConverged(version, "{}");
    }

    static HyperConverged hyperConverged(String version, String spec) {
        return Serialization.unmarshal("""
                {"apiVersion": "hco.kubevirt.io/v1beta1", "kind": "HyperConverged",
                 "metadata": {"name": "kubevirt-hyperconverged", "namespace": "openshift-cnv"},
                 "spec": %s,
                 "status": {"versions": [{"name": "operator", "version": "%s"}]}}
                """.formatted(spec, version), HyperConverged.class);
    }

    static Subscription subscription() {
        return Serialization.unmarshal("""
                {"apiVersion": "operators.coreos.com/v1alpha1", "kind": "Subscription",
                 "metadata": {"name": "hco-operatorhub", "namespace": "openshift-cnv"},
                 "spec": {"name": "kubevirt-hyperconverged", "source": "redhat-operators",
                          "sourceNamespace": "openshift-marketplace", "channel": "stable"},
                 "status": {"installedCSV": "kubevirt-hyperconverged-operator.v4.17.4"}}
                """, Subscription.class);
    }

    static List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < 3; i++) {
            nodes.add(node(
                    "master-" + i,
                    Map.of("node-role.kubernetes.io/control-plane", ""),
                    "node-role.kubernetes.io/master",
                    10 + i));
        }
        for (int i = 0; i < 3; i++) {
            nodes.add(node(
                    "infra-" + i,
                    Map.of("node-role.kubernetes.io/infra", ""),
                    "node-role.kubernetes.io/infra",
                    20 + i));
        }
        for (int i = 0; i < 6; i++) {
            nodes.add(node("worker-" + i, Map.of("node-role.kubernetes.io/worker", ""), "", 30 + i));
        }
        return nodes;
    }

    static Node node(String name, Map<String, String> labels, String taint, int address) {
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(labels)
                .addToLabels("kubernetes.io/hostname", name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewAddress("192.168.10." + address, "InternalIP")
                .addToAllocatable("devices.kubevirt.io/kvm", new Quantity("1k"))
                .endStatus();
        if (!taint.isEmpty()) {
            node.editSpec().addNewTaint("NoSchedule", taint, null, null).endSpec();
        }
        return node.build();
    }

    static List<StorageClass> storageClasses() {
        return List.of(
                storageClass(
                        "ocs-storagecluster-ceph-rbd",
                        RBD,
                        Map.of("storageclass.kubernetes.io/is-default-class", "true")),
                storageClass(
                        "ocs-storagecluster-ceph-rbd-virtualization",
                        RBD,
                        Map.of("storageclass.kubevirt.io/is-default-virt-class", "true")),
                storageClass("ocs-storagecluster-ceph-rgw", "openshift-storage.ceph.rook.io/bucket", Map.of()),
                storageClass("ocs-storagecluster-cephfs", CEPHFS, Map.of()),
                storageClass("openshift-storage.noobaa.io", "openshift-storage.noobaa.io/obc", Map.of()));
    }

    static StorageClass storageClass(String name, String provisioner, Map<String, String> annotations) {
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .withProvisioner(provisioner)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .build();
    }

    static List<StorageProfile> storageProfiles() {
        var rbd = "[{\"accessModes\": [\"ReadWriteMany\"], \"volumeMode\": \"Block\"}]";
        var cephfs = "[{\"accessModes\": [\"ReadWriteMany\"], \"volumeMode\": \"Filesystem\"}]";
        return List.of(
                profile("ocs-storagecluster-ceph-rbd", rbd),
                profile("ocs-storagecluster-ceph-rbd-virtualization", rbd),
                profile("ocs-storagecluster-ceph-rgw", "[]"),
                profile("ocs-storagecluster-cephfs", cephfs),
                profile("openshift-storage.noobaa.io", "[]"));
    }

    static StorageProfile profile(String name, String sets) {
        return Serialization.unmarshal("""
                {"apiVersion": "cdi.kubevirt.io/v1beta1", "kind": "StorageProfile", "metadata": {"name": "%s"},
                 "spec": {}, "status": {"claimPropertySets": %s}}
                """.formatted(name, sets), StorageProfile.class);
    }

    static List<GenericKubernetesResource> snapshotClasses() {
        return List.of(
                snapshotClass("ocs-storagecluster-rbdplugin-snapclass", RBD),
                snapshotClass("ocs-storagecluster-cephfsplugin-snapclass", CEPHFS));
    }

    static GenericKubernetesResource snapshotClass(String name, String driver) {
        return Serialization.unmarshal("""
                {"apiVersion": "snapshot.storage.k8s.io/v1", "kind": "VolumeSnapshotClass",
                 "metadata": {"name": "%s"}, "driver": "%s", "deletionPolicy": "Delete"}
                """.formatted(name, driver), GenericKubernetesResource.class);
    }

    /** An operator's Deployment; with a pin, its CSV requires nodes with that label. */
    static Deployment deployment(String name, @org.jspecify.annotations.Nullable String pin) {
        var deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("openshift-cnv")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec();
        if (pin != null) {
            deployment
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .withNewAffinity()
                    .withNewNodeAffinity()
                    .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                    .addNewNodeSelectorTerm()
                    .addNewMatchExpression()
                    .withKey(pin)
                    .withOperator("Exists")
                    .addAllToValues(List.of())
                    .endMatchExpression()
                    .endNodeSelectorTerm()
                    .endRequiredDuringSchedulingIgnoredDuringExecution()
                    .endNodeAffinity()
                    .endAffinity()
                    .endSpec()
                    .endTemplate()
                    .endSpec();
        }
        return deployment.build();
    }
}
