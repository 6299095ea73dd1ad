package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Locale;

/** The kinds of the operators, as a cluster serves them. */
public final class Kinds {

    public static final ResourceDefinitionContext HYPER_CONVERGED =
            namespaced("hco.kubevirt.io", "v1beta1", "HyperConverged");
    public static final ResourceDefinitionContext KUBE_VIRT = namespaced("kubevirt.io", "v1", "KubeVirt");
    public static final ResourceDefinitionContext CDI = cluster("cdi.kubevirt.io", "v1beta1", "CDI");
    public static final ResourceDefinitionContext STORAGE_PROFILE =
            cluster("cdi.kubevirt.io", "v1beta1", "StorageProfile");
    public static final ResourceDefinitionContext NETWORK_ADDONS =
            cluster("networkaddonsoperator.network.kubevirt.io", "v1", "NetworkAddonsConfig");
    public static final ResourceDefinitionContext SSP = namespaced("ssp.kubevirt.io", "v1beta2", "SSP");
    public static final ResourceDefinitionContext HOST_PATH_PROVISIONER =
            cluster("hostpathprovisioner.kubevirt.io", "v1beta1", "HostPathProvisioner");
    public static final ResourceDefinitionContext SUBSCRIPTION =
            namespaced("operators.coreos.com", "v1alpha1", "Subscription");
    public static final ResourceDefinitionContext CLUSTER_SERVICE_VERSION =
            namespaced("operators.coreos.com", "v1alpha1", "ClusterServiceVersion");
    public static final ResourceDefinitionContext OPERATOR_GROUP =
            namespaced("operators.coreos.com", "v1", "OperatorGroup");
    public static final ResourceDefinitionContext NETWORK_ATTACHMENT =
            namespaced("k8s.cni.cncf.io", "v1", "NetworkAttachmentDefinition", "network-attachment-definitions");
    public static final ResourceDefinitionContext VOLUME_SNAPSHOT_CLASS =
            cluster("snapshot.storage.k8s.io", "v1", "VolumeSnapshotClass", "volumesnapshotclasses");
    public static final ResourceDefinitionContext VIRTUAL_MACHINE = namespaced("kubevirt.io", "v1", "VirtualMachine");
    public static final ResourceDefinitionContext VIRTUAL_MACHINE_INSTANCE =
            namespaced("kubevirt.io", "v1", "VirtualMachineInstance");
    public static final ResourceDefinitionContext MIGRATION =
            namespaced("kubevirt.io", "v1", "VirtualMachineInstanceMigration");
    public static final ResourceDefinitionContext DATA_VOLUME = namespaced("cdi.kubevirt.io", "v1beta1", "DataVolume");

    private Kinds() {}

    private static ResourceDefinitionContext namespaced(String group, String version, String kind) {
        return namespaced(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s");
    }

    private static ResourceDefinitionContext namespaced(String group, String version, String kind, String plural) {
        return context(group, version, kind, plural).withNamespaced(true).build();
    }

    private static ResourceDefinitionContext cluster(String group, String version, String kind) {
        return cluster(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s");
    }

    private static ResourceDefinitionContext cluster(String group, String version, String kind, String plural) {
        return context(group, version, kind, plural).withNamespaced(false).build();
    }

    private static ResourceDefinitionContext.Builder context(String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural);
    }
}
