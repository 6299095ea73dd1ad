package dev.ocpv.live;

import dev.ocpv.model.cdi.v1beta1.StorageProfile;
import dev.ocpv.model.cni.v1.NetworkAttachmentDefinition;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.hpp.v1beta1.HostPathProvisioner;
import dev.ocpv.model.olm.v1alpha1.Subscription;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.resource.ValueStyle;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What the cluster looks like, read once in few list calls; rules and applicators see nothing else of it.
 *
 * <p>A list that could not be read is empty and named in {@link #unreadable()}.
 */
@Value.Immutable
@ValueStyle
public interface LiveState {

    /** {@return the namespace of OpenShift Virtualization's operators; {@code openshift-cnv} on OpenShift} */
    default String operatorNamespace() {
        return "openshift-cnv";
    }

    /** {@return the API versions that the cluster serves, such as {@code hco.kubevirt.io/v1beta1}} */
    Set<String> servedApiVersions();

    /** {@return all nodes} */
    List<Node> nodes();

    /** {@return all StorageClasses} */
    List<StorageClass> storageClasses();

    /** {@return all StorageProfiles, one for each StorageClass that CDI has seen} */
    List<StorageProfile> storageProfiles();

    /** {@return all VolumeSnapshotClasses} */
    List<GenericKubernetesResource> volumeSnapshotClasses();

    /** {@return all HostPathProvisioners; more than one is an error of its own} */
    List<HostPathProvisioner> hostPathProvisioners();

    /** {@return the NetworkAttachmentDefinitions of the operators' namespace} */
    List<NetworkAttachmentDefinition> networkAttachments();

    /** {@return the HyperConverged, in its v1beta1 shape} */
    Optional<HyperConverged> hyperConverged();

    /** {@return the Subscription that installed OpenShift Virtualization} */
    Optional<Subscription> subscription();

    /** {@return the Deployments of the operators' namespace} */
    List<Deployment> operatorDeployments();

    /** {@return every VirtualMachine and VirtualMachineInstance of the cluster} */
    List<ResourceRef> virtualMachines();

    /** {@return every DataVolume of the cluster} */
    List<ResourceRef> dataVolumes();

    /** {@return the live migrations that have not ended} */
    List<ResourceRef> runningMigrations();

    /** {@return what could not be read and why; rules that need it have not been checked} */
    List<Unreadable> unreadable();

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A list that could not be read.
     *
     * @param resources plural and group, such as {@code nodes} or {@code storageprofiles.cdi.kubevirt.io}
     * @param reason what the server said
     */
    record Unreadable(String resources, String reason) {}

    /** Builds a {@link LiveState}. */
    final class Builder extends ImmutableLiveState.Builder {
        Builder() {}
    }
}
