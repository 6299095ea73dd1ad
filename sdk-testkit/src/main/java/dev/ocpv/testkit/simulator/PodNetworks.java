package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The additional network of a pod, as Multus attaches it. */
final class PodNetworks {

    static final String WANTED = "k8s.v1.cni.cncf.io/networks";
    static final String STATUS = "k8s.v1.cni.cncf.io/network-status";

    private static final Pattern RANGE = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)(/\\d+)?.*");

    private PodNetworks() {}

    /** One reference, such as {@code openshift-cnv/migration@migration0}. */
    record Reference(String namespace, String name, String device) {}

    static Optional<Reference> wanted(Pod pod) {
        var annotations = pod.getMetadata().getAnnotations();
        var value = annotations == null ? null : annotations.get(WANTED);
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(text -> parse(pod, text));
    }

    /** A bare name means the pod's own namespace. */
    private static Reference parse(Pod pod, String text) {
        var at = text.indexOf('@');
        var path = at < 0 ? text : text.substring(0, at);
        var slash = path.indexOf('/');
        return new Reference(
                slash < 0 ? pod.getMetadata().getNamespace() : path.substring(0, slash),
                path.substring(slash + 1),
                at < 0 ? "net1" : text.substring(at + 1));
    }

    /** {@return what keeps the pod from starting, when the network does not exist} */
    static Optional<String> missing(KubernetesClient client, Pod pod, Reference wanted) {
        return config(client, wanted).isPresent()
                ? Optional.empty()
                : Optional.of("no sandbox for %s: cannot find a network-attachment-definition (%s) in namespace (%s)"
                        .formatted(pod.getMetadata().getName(), wanted.name(), wanted.namespace()));
    }

    /** {@return the annotation that Multus leaves on the pod} */
    static String status(KubernetesClient client, Pod pod, Reference wanted) {
        var network = new LinkedHashMap<String, Object>();
        network.put("name", wanted.namespace() + "/" + wanted.name());
        network.put("interface", wanted.device());
        config(client, wanted)
                .flatMap(config -> address(client, config, pod))
                .ifPresent(address -> network.put("ips", List.of(address)));
        network.put("dns", Map.of());
        return client.getKubernetesSerialization().asJson(List.of(network));
    }

    private static Optional<String> config(KubernetesClient client, Reference wanted) {
        return Optional.ofNullable(client.genericKubernetesResources(Kinds.NETWORK_ATTACHMENT)
                        .inNamespace(wanted.namespace())
                        .withName(wanted.name())
                        .get())
                .map(attachment -> Trees.textAt(attachment.getAdditionalProperties(), "spec.config"));
    }

    /** An address out of the range of the IPAM, one for each node; a network without IPAM gives none. */
    private static Optional<String> address(KubernetesClient client, String config, Pod pod) {
        try {
            var tree = client.getKubernetesSerialization().unmarshal(config, Map.class);
            var range = RANGE.matcher(Trees.textAt(Trees.map(tree), "ipam.range"));
            return range.matches()
                    ? Optional.of("%s.%s.%s.%d"
                            .formatted(range.group(1), range.group(2), range.group(3), 10 + ordinal(client, pod)))
                    : Optional.empty();
        } catch (KubernetesClientException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static int ordinal(KubernetesClient client, Pod pod) {
        return client.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList()
                .indexOf(Pods.node(pod));
    }
}
