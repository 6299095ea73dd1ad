package dev.ocpv.applicator.placement;

import dev.ocpv.live.LiveState;
import dev.ocpv.live.NodeMatcher;
import dev.ocpv.spec.placement.Placement;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Deployments of the installed CSV, and what OLM makes of them with a Subscription's config. */
final class OlmOperators {
    private static final Set<String> KNOWN = Set.of(
            "hco-operator",
            "hco-webhook",
            "hyperconverged-cluster-cli-download",
            "cluster-network-addons-operator",
            "virt-operator",
            "ssp-operator",
            "cdi-operator",
            "hostpath-provisioner-operator",
            "aaq-operator",
            "kubevirt-migration-operator");

    private OlmOperators() {}

    /** {@return the Deployments that OLM made for OpenShift Virtualization} */
    static List<Deployment> deployments(LiveState live) {
        var csv = live.subscription()
                .map(subscription -> subscription.getStatus())
                .map(status -> status.getInstalledCSV())
                .orElse("");
        return live.operatorDeployments().stream()
                .filter(deployment -> KNOWN.contains(deployment.getMetadata().getName())
                        || (!csv.isEmpty() && csv.equals(labels(deployment).get("olm.owner"))))
                .toList();
    }

    /** {@return what tells the nodes of a Deployment as it is} */
    static NodeMatcher now(Deployment deployment) {
        return NodeMatcher.of(pod(deployment));
    }

    /** {@return what tells the nodes of a Deployment after OLM has merged a config into it} */
    static NodeMatcher merged(Deployment deployment, Placement config) {
        var pod = pod(deployment);
        // OLM replaces the selector as a whole, only ever adds tolerations, and replaces the affinity part by part.
        var selector = config.nodeSelector().isEmpty() ? pod.getNodeSelector() : config.nodeSelector();
        var affinity = config.affinity()
                .map(given -> affinity(pod.getAffinity(), given))
                .orElseGet(() -> orEmpty(pod.getAffinity()));
        var tolerations = new LinkedHashSet<Toleration>();
        if (pod.getTolerations() != null) {
            tolerations.addAll(pod.getTolerations());
        }
        tolerations.addAll(config.tolerations());
        return NodeMatcher.of(selector, affinity, new ArrayList<>(tolerations));
    }

    private static Affinity affinity(@Nullable Affinity own, Affinity given) {
        // An empty affinity erases the Deployment's; by a fault of OLM, an empty podAntiAffinity does so, too.
        if (given.equals(new Affinity()) || new PodAntiAffinity().equals(given.getPodAntiAffinity())) {
            return new Affinity();
        }
        var merged = new AffinityBuilder(orEmpty(own));
        if (given.getNodeAffinity() != null) {
            merged.withNodeAffinity(given.getNodeAffinity());
        }
        return merged.build();
    }

    private static Affinity orEmpty(@Nullable Affinity affinity) {
        return affinity == null ? new Affinity() : affinity;
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    private static Map<String, String> labels(Deployment deployment) {
        var labels = deployment.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }
}
