package dev.ocpv.testkit.simulator;

import dev.ocpv.live.NodeMatcher;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays the scheduler and the kubelets: pods find a node, get their networks, and start after a while. */
public final class NodeSimulator extends Simulator {

    private static final Duration START = Duration.ofSeconds(10);
    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    private final Map<String, String> broken = new LinkedHashMap<>();

    /** The nodes as they are, read again when one changed. */
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    public NodeSimulator() {
        super("kubelet", Set.of("Pod", "Node", "NetworkAttachmentDefinition"));
    }

    /** From now on, pods whose name starts so never become ready, and say why. */
    public void neverReady(String podNamePrefix, String reason) {
        broken.put(podNamePrefix, reason);
    }

    @Override
    protected void forget() {
        broken.clear();
        nodes.clear();
    }

    @Override
    protected Stream<Key> everything() {
        return client().pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> !Pods.isReady(pod))
                .map(Key::of);
    }

    @Override
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        if (changed.kind().equals("Pod")) {
            return Stream.of(changed);
        }
        var forNodes = changed.kind().equals("Node");
        if (forNodes) {
            nodes.clear();
        }
        var itself = forNodes ? Stream.of(changed) : Stream.<Key>empty();
        return Stream.concat(itself, podsConcernedBy(changed, forNodes));
    }

    private Stream<Key> podsConcernedBy(Key changed, boolean forNodes) {
        var pods = client().pods().inAnyNamespace();
        var concerned = forNodes
                ? Stream.of("", changed.name())
                        .flatMap(node -> pods.withField("spec.nodeName", node).list().getItems().stream())
                : pods.withoutField("status.phase", "Running").list().getItems().stream()
                        .filter(pod -> PodNetworks.wanted(pod).isPresent());
        return concerned.map(Key::of);
    }

    private Map<String, Node> nodes() {
        if (nodes.isEmpty()) {
            client().nodes()
                    .list()
                    .getItems()
                    .forEach(node -> nodes.put(node.getMetadata().getName(), node));
        }
        return nodes;
    }

    @Override
    protected Optional<Duration> reconcile(Key key) {
        if (key.kind().equals("Node")) {
            admit(key.name());
            return Optional.empty();
        }
        var pod = client().pods()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (pod == null) {
            return Optional.empty();
        }
        return Pods.node(pod).isEmpty() ? schedule(pod) : run(pod);
    }

    /** The API server taints every new node; the node life-cycle controller takes that off once the node is ready. */
    private void admit(String name) {
        var node = client().nodes().withName(name).get();
        if (node != null
                && isReady(node)
                && node.getSpec().getTaints().removeIf(taint -> NOT_READY.equals(taint.getKey()))) {
            client().resource(node).update();
        }
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    private Optional<Duration> schedule(Pod pod) {
        var all = List.copyOf(nodes().values());
        var matcher = NodeMatcher.of(pod.getSpec());
        var fitting = matcher.matching(all);
        if (fitting.isEmpty()) {
            writeStatus(pod, unschedulable(Unschedulable.message(matcher, all)));
            return Optional.empty();
        }
        bind(pod, leastUsed(pod, fitting));
        return Optional.of(START);
    }

    /** Like the scheduler's default spreading: where the fewest siblings are. */
    private String leastUsed(Pod pod, List<Node> fitting) {
        var siblings = client().pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withLabels(pod.getMetadata().getLabels())
                .list()
                .getItems();
        return WorkloadSimulator.names(fitting).stream()
                .min(Comparator.<String>comparingLong(node -> siblings.stream()
                                .filter(s -> Pods.node(s).equals(node))
                                .count())
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private void bind(Pod pod, String node) {
        var binding = new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName(node)
                .endTarget()
                .build();
        client().bindings()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(binding)
                .create();
        // A bound pod differs from this one by no more than its node, so it need not be read again.
        pod.getSpec().setNodeName(node);
        pod.getMetadata().setResourceVersion(null);
        writeStatus(pod, pending(pod, "ContainerCreating", now()));
    }

    private Optional<Duration> run(Pod pod) {
        var node = nodes().get(Pods.node(pod));
        if (node == null || NodeMatcher.of(pod.getSpec()).evictedBy(node).isPresent()) {
            client().resource(pod).withGracePeriod(0).delete();
            return Optional.empty();
        }
        if (Pods.isReady(pod)) {
            return Optional.empty();
        }
        return start(pod);
    }

    private Optional<Duration> start(Pod pod) {
        var due = scheduledAt(pod).plus(START);
        if (now().isBefore(due)) {
            return Optional.of(Duration.between(now(), due));
        }
        var trouble = trouble(pod);
        if (trouble != null) {
            writeStatus(pod, pending(pod, trouble, scheduledAt(pod)));
            return Optional.empty();
        }
        var networks = PodNetworks.wanted(pod)
                .map(wanted -> PodNetworks.status(client(), pod, wanted))
                .orElse("");
        if (!networks.isEmpty()) {
            pod.getMetadata().setAnnotations(withNetworks(pod, networks));
            writeStatus(client().resource(pod).update(), running(pod));
        } else {
            writeStatus(pod, running(pod));
        }
        return Optional.empty();
    }

    private @Nullable String trouble(Pod pod) {
        return broken.entrySet().stream()
                .filter(entry -> pod.getMetadata().getName().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> PodNetworks.wanted(pod).flatMap(wanted -> PodNetworks.missing(client(), pod, wanted)))
                .orElse(null);
    }

    private static Map<String, String> withNetworks(Pod pod, String networks) {
        var annotations = new LinkedHashMap<>(pod.getMetadata().getAnnotations());
        annotations.put(PodNetworks.STATUS, networks);
        return annotations;
    }

    private void writeStatus(Pod pod, PodStatus status) {
        if (!status.equals(pod.getStatus())) {
            pod.setStatus(status);
            client().resource(pod).updateStatus();
        }
    }

    private static PodStatus unschedulable(String message) {
        return new PodStatusBuilder()
                .withPhase("Pending")
                .addToConditions(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage(message)
                        .build())
                .build();
    }

    private static PodStatus pending(Pod pod, String waiting, Instant scheduled) {
        var container = pod.getSpec().getContainers().get(0);
        return new PodStatusBuilder()
                .withPhase("Pending")
                .addToConditions(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("True")
                        .withLastTransitionTime(
                                scheduled.truncatedTo(ChronoUnit.SECONDS).toString())
                        .build())
                .addToConditions(new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus("False")
                        .withReason("ContainersNotReady")
                        .build())
                .addNewContainerStatus()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewWaiting()
                .withReason(waiting.equals("ContainerCreating") ? waiting : "CreateContainerError")
                .withMessage(waiting.equals("ContainerCreating") ? null : waiting)
                .endWaiting()
                .endState()
                .endContainerStatus()
                .build();
    }

    private PodStatus running(Pod pod) {
        var container = pod.getSpec().getContainers().get(0);
        return new PodStatusBuilder()
                .withPhase("Running")
                .withPodIP(
                        "10.128.0." + (Math.floorMod(pod.getMetadata().getName().hashCode(), 250) + 2))
                .withStartTime(now().truncatedTo(ChronoUnit.SECONDS).toString())
                .addToConditions(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("True")
                        .withLastTransitionTime(
                                scheduledAt(pod).truncatedTo(ChronoUnit.SECONDS).toString())
                        .build())
                .addToConditions(new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withLastTransitionTime(
                                now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .build())
                .addNewContainerStatus()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(true)
                .withRestartCount(0)
                .withStarted(true)
                .endContainerStatus()
                .build();
    }

    private Instant scheduledAt(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> "PodScheduled".equals(c.getType()) && c.getLastTransitionTime() != null)
                .map(c -> Instant.parse(c.getLastTransitionTime()))
                .findFirst()
                .orElseGet(this::now);
    }
}
