package dev.ocpv.internal.operand;

import dev.ocpv.live.LiveState;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chain behind the HyperConverged: which operand carries what, and what runs because of it. */
public final class Operands {
    /** The shared services that KubeVirt keeps on the control plane unless told otherwise. */
    public static final List<String> CORE_SERVICES = List.of("virt-api", "virt-controller");

    /** The other shared services; which of them exist depends on the release. */
    public static final List<String> OTHER_SERVICES = List.of(
            "virt-exportproxy",
            "cdi-apiserver",
            "cdi-deployment",
            "cdi-uploadproxy",
            "virt-template-validator",
            "kubevirt-console-plugin",
            "kubevirt-apiserver-proxy",
            "kubemacpool-mac-controller-manager",
            "kubevirt-ipam-controller-manager");

    private Operands() {}

    /** {@return a check that the HyperConverged has followed its latest generation, and is well} */
    public static Check healthy(LiveState live) {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("ReconcileComplete", "True");
        wanted.put("Available", "True");
        wanted.put("Progressing", "False");
        wanted.put("Degraded", "False");
        return Checks.conditions(HyperConvergeds.ref(live), wanted);
    }

    /** {@return a check that KubeVirt carries a value; nothing where it is not served} */
    public static List<Check> kubeVirt(LiveState live, FieldPath path, Object value) {
        var name = "kubevirt-" + HyperConvergeds.ref(live).name();
        return carries(
                live,
                ResourceRef.namespaced("kubevirt.io/v1", "KubeVirt", live.operatorNamespace(), name),
                path,
                value);
    }

    /** {@return a check that CDI carries a value; nothing where it is not served} */
    public static List<Check> cdi(LiveState live, FieldPath path, Object value) {
        var name = "cdi-" + HyperConvergeds.ref(live).name();
        return carries(live, ResourceRef.cluster("cdi.kubevirt.io/v1beta1", "CDI", name), path, value);
    }

    /** {@return a check that the network add-ons carry a value; nothing where they are not served} */
    public static List<Check> networkAddons(LiveState live, FieldPath path, Object value) {
        var apiVersion = "networkaddonsoperator.network.kubevirt.io/v1";
        return carries(live, ResourceRef.cluster(apiVersion, "NetworkAddonsConfig", "cluster"), path, value);
    }

    /** {@return a check that SSP carries a value; nothing where it is not served} */
    public static List<Check> ssp(LiveState live, FieldPath path, Object value) {
        var name = "ssp-" + HyperConvergeds.ref(live).name();
        var newest = "ssp.kubevirt.io/v1beta3";
        var apiVersion = live.servedApiVersions().contains(newest) ? newest : "ssp.kubevirt.io/v1beta2";
        var ref = ResourceRef.namespaced(apiVersion, "SSP", live.operatorNamespace(), name);
        return carries(live, ref, path, value);
    }

    /** {@return virt-handler, which runs on every node that can run virtual machines} */
    public static ResourceRef virtHandler(LiveState live) {
        return ResourceRef.namespaced("apps/v1", "DaemonSet", live.operatorNamespace(), "virt-handler");
    }

    /** {@return a Deployment of the operators' namespace, if it exists} */
    public static Optional<ResourceRef> deployment(LiveState live, String name) {
        return live.operatorDeployments().stream()
                .filter(deployment -> deployment.getMetadata().getName().equals(name))
                .findFirst()
                .map(Operands::ref);
    }

    /** {@return a reference to a Deployment, also to one that was read without its kind, as lists bring it} */
    public static ResourceRef ref(Deployment deployment) {
        var meta = deployment.getMetadata();
        return ResourceRef.namespaced("apps/v1", "Deployment", meta.getNamespace(), meta.getName());
    }

    private static List<Check> carries(LiveState live, ResourceRef operand, FieldPath path, Object value) {
        var nothing = value instanceof Map<?, ?> map && map.isEmpty();
        return nothing || !live.servedApiVersions().contains(operand.apiVersion())
                ? List.of()
                : List.of(Checks.carries(operand, path, value));
    }
}
