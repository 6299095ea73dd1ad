package dev.ocpv.internal.engine;

import dev.ocpv.ClusterOptions;
import dev.ocpv.internal.http.Api;
import dev.ocpv.internal.tree.Trees;
import dev.ocpv.live.LiveState;
import dev.ocpv.live.LiveState.Unreadable;
import dev.ocpv.model.cdi.v1beta1.StorageProfile;
import dev.ocpv.model.cni.v1.NetworkAttachmentDefinition;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.hpp.v1beta1.HostPathProvisioner;
import dev.ocpv.model.olm.v1alpha1.Subscription;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads everything that rules and applicators look at, one list call for each kind. */
record LiveStateReader(Api api, ResourceCodec codec, ClusterOptions options) {
    private static final Set<String> PACKAGES = Set.of("kubevirt-hyperconverged", "community-kubevirt-hyperconverged");
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    LiveState read() {
        var unreadable = new ArrayList<Unreadable>();
        var hyperConverged = list("hco.kubevirt.io/v1beta1", "HyperConverged", "", unreadable);
        var namespace = operatorNamespace(hyperConverged);
        var state = LiveState.builder().operatorNamespace(namespace).addAllServedApiVersions(api.servedApiVersions());
        hyperConverged.stream()
                .filter(document -> namespace.equals(text(document, "metadata", "namespace")))
                .findFirst()
                .ifPresent(document -> state.hyperConverged(codec.typed(document, HyperConverged.class)));
        list("operators.coreos.com/v1alpha1", "Subscription", namespace, unreadable).stream()
                .filter(document -> PACKAGES.contains(text(document, "spec", "name")))
                .findFirst()
                .ifPresent(document -> state.subscription(codec.typed(document, Subscription.class)));
        state.addAllNodes(typed("v1", "Node", "", Node.class, unreadable));
        state.addAllOperatorDeployments(typed("apps/v1", "Deployment", namespace, Deployment.class, unreadable));
        state.addAllNetworkAttachments(typed(
                "k8s.cni.cncf.io/v1",
                "NetworkAttachmentDefinition",
                namespace,
                NetworkAttachmentDefinition.class,
                unreadable));
        readStorage(state, unreadable);
        readWorkload(state, unreadable);
        return state.addAllUnreadable(unreadable).build();
    }

    private void readStorage(LiveState.Builder state, List<Unreadable> unreadable) {
        state.addAllStorageClasses(typed("storage.k8s.io/v1", "StorageClass", "", StorageClass.class, unreadable));
        state.addAllStorageProfiles(
                typed("cdi.kubevirt.io/v1beta1", "StorageProfile", "", StorageProfile.class, unreadable));
        state.addAllHostPathProvisioners(typed(
                "hostpathprovisioner.kubevirt.io/v1beta1",
                "HostPathProvisioner",
                "",
                HostPathProvisioner.class,
                unreadable));
        state.addAllVolumeSnapshotClasses(typed(
                "snapshot.storage.k8s.io/v1", "VolumeSnapshotClass", "", GenericKubernetesResource.class, unreadable));
    }

    private void readWorkload(LiveState.Builder state, List<Unreadable> unreadable) {
        state.addAllVirtualMachines(refs(list("kubevirt.io/v1", "VirtualMachine", "", unreadable)));
        state.addAllVirtualMachines(refs(list("kubevirt.io/v1", "VirtualMachineInstance", "", unreadable)));
        state.addAllDataVolumes(refs(list("cdi.kubevirt.io/v1beta1", "DataVolume", "", unreadable)));
        state.addAllRunningMigrations(
                refs(list("kubevirt.io/v1", "VirtualMachineInstanceMigration", "", unreadable).stream()
                        .filter(document -> !ENDED.contains(text(document, "status", "phase")))
                        .toList()));
    }

    private String operatorNamespace(List<Map<String, Object>> hyperConverged) {
        return options.operatorNamespace()
                .orElseGet(() -> hyperConverged.stream()
                        .map(document -> text(document, "metadata", "namespace"))
                        .findFirst()
                        .orElse("openshift-cnv"));
    }

    private <T> List<T> typed(
            String apiVersion, String kind, String namespace, Class<T> type, List<Unreadable> unreadable) {
        return list(apiVersion, kind, namespace, unreadable).stream()
                .map(document -> codec.typed(document, type))
                .toList();
    }

    /** {@return the objects of a kind; none when the cluster does not serve it} */
    private List<Map<String, Object>> list(
            String apiVersion, String kind, String namespace, List<Unreadable> unreadable) {
        var answer = api.list(apiVersion, kind, namespace);
        if (answer.isUnreadable()) {
            unreadable.add(new Unreadable(kind, answer.message()));
        }
        var items = FieldPath.of("items").in(answer.body()).orElse(List.of());
        return items instanceof List<?> list
                ? list.stream().map(item -> described(item, apiVersion, kind)).toList()
                : List.of();
    }

    /** {@return a list item with the apiVersion and kind that lists of built-in kinds leave out} */
    private static Map<String, Object> described(Object item, String apiVersion, String kind) {
        var document = Trees.copy(Trees.asMap(item));
        document.putIfAbsent("apiVersion", apiVersion);
        document.putIfAbsent("kind", kind);
        return document;
    }

    private static List<ResourceRef> refs(List<Map<String, Object>> documents) {
        return documents.stream()
                .map(document -> new ResourceRef(
                        text(document, "apiVersion"),
                        text(document, "kind"),
                        text(document, "metadata", "namespace"),
                        text(document, "metadata", "name")))
                .toList();
    }

    private static String text(Map<String, Object> document, String... path) {
        return FieldPath.of(path).in(document).map(Object::toString).orElse("");
    }
}
