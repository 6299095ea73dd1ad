package dev.ocpv.internal.operand;

import dev.ocpv.internal.placement.Placements;
import dev.ocpv.internal.tree.Documents;
import dev.ocpv.live.LiveState;
import dev.ocpv.live.NodeMatcher;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.spec.placement.Placement;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The HyperConverged of a cluster: how it is addressed and what it says now. */
public final class HyperConvergeds {
    /** Group and version that specs are written in. */
    public static final String API_VERSION = "hco.kubevirt.io/v1beta1";

    /** The only name that the operator looks at. */
    public static final String USUAL_NAME = "kubevirt-hyperconverged";

    private static final List<String> CONTROL_PLANE =
            List.of("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master");
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");

    private HyperConvergeds() {}

    /** {@return a reference to the HyperConverged} */
    public static ResourceRef ref(LiveState live) {
        return ResourceRef.to(of(live, new HyperConvergedSpec()));
    }

    /** {@return the HyperConverged with nothing but these fields of its spec} */
    public static HyperConverged of(LiveState live, HyperConvergedSpec spec) {
        var name = live.hyperConverged().map(hco -> hco.getMetadata().getName()).orElse(USUAL_NAME);
        var resource = new HyperConverged();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(live.operatorNamespace())
                .build());
        resource.setSpec(spec);
        return resource;
    }

    /** {@return the HyperConverged as it is, as a document; empty when there is none} */
    public static Map<String, Object> document(LiveState live) {
        return live.hyperConverged().<Map<String, Object>>map(Documents::of).orElse(Map.of());
    }

    /** {@return where the shared services are placed in a HyperConverged; empty when nowhere in particular} */
    public static Placement infra(Map<String, ?> hyperConverged) {
        return Placements.read(Documents.object(hyperConverged, "spec", "infra", "nodePlacement"));
    }

    /** {@return where the per-node parts are placed in a HyperConverged; empty when nowhere in particular} */
    public static Placement workloads(Map<String, ?> hyperConverged) {
        return Placements.read(Documents.object(hyperConverged, "spec", "workloads", "nodePlacement"));
    }

    /** {@return the nodes that run virt-handler, and so virtual machines, under a placement} */
    public static List<String> workloadNodes(Placement placement, LiveState live) {
        return Placements.names(Placements.matcher(placement).asDaemonSet(false), live.nodes());
    }

    /** {@return the nodes for virt-api and virt-controller under a placement} */
    public static List<String> infraNodes(Placement placement, LiveState live) {
        // KubeVirt requires and tolerates the control plane only as long as nobody gives any infra placement.
        var defaults = Placements.isEmpty(placement);
        var matcher = defaults ? toleratingControlPlane() : Placements.matcher(placement);
        Predicate<Node> wanted = defaults ? HyperConvergeds::isControlPlane : node -> true;
        return live.nodes().stream()
                .filter(wanted)
                .filter(matcher::fits)
                .map(node -> node.getMetadata().getName())
                .toList();
    }

    /** {@return the OpenShift release that the operators are of, such as {@code [4, 17]}; empty when unknown} */
    public static Optional<Release> release(LiveState live) {
        return Documents.objects(document(live), "status", "versions").stream()
                .filter(version -> "operator".equals(version.get("name")))
                .map(version -> VERSION.matcher(String.valueOf(version.get("version"))))
                .filter(match -> match.matches())
                .map(match -> Release.of(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
                .findFirst();
    }

    private static boolean isControlPlane(Node node) {
        var labels = node.getMetadata().getLabels();
        return labels != null && CONTROL_PLANE.stream().anyMatch(labels::containsKey);
    }

    private static NodeMatcher toleratingControlPlane() {
        var tolerations = CONTROL_PLANE.stream()
                .map(key -> new Toleration("NoSchedule", key, "Exists", null, null))
                .toList();
        return NodeMatcher.of(null, null, tolerations);
    }
}
