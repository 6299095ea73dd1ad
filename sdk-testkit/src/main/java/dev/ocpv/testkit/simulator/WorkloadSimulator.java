package dev.ocpv.testkit.simulator;

import static java.util.stream.Collectors.toMap;

import dev.ocpv.live.NodeMatcher;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Plays the controllers of Deployments and DaemonSets: they make pods, roll them over, and count them. */
public final class WorkloadSimulator extends Simulator {

    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final String REVISION_HASH = "controller-revision-hash";

    public WorkloadSimulator() {
        super("kube-controller-manager", Set.of("Deployment", "DaemonSet", "Pod", "Node"));
    }

    @Override
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        return switch (changed.kind()) {
            case "Pod" -> owner.map(WorkloadSimulator::workloadOf).stream();
            case "Node" ->
                client().apps().daemonSets().inAnyNamespace().list().getItems().stream()
                        .map(Key::of);
            default -> Stream.of(changed);
        };
    }

    /** The pods of a Deployment belong to its ReplicaSet, which has its name and a hash. */
    private static Key workloadOf(Key owner) {
        return owner.kind().equals("ReplicaSet")
                ? new Key(
                        "Deployment",
                        owner.namespace(),
                        owner.name().substring(0, Math.max(0, owner.name().lastIndexOf('-'))))
                : owner;
    }

    @Override
    protected Optional<Duration> reconcile(Key key) {
        if (key.kind().equals("Deployment")) {
            reconcileDeployment(key);
        } else if (key.kind().equals("DaemonSet")) {
            reconcileDaemonSet(key);
        }
        return Optional.empty();
    }

    private void reconcileDeployment(Key key) {
        var deployment = client().apps()
                .deployments()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (deployment == null) {
            collect(key);
            return;
        }
        var replicaSet = replicaSet(deployment);
        var pods = new ArrayList<>(podsOf(deployment, deployment.getSpec().getSelector()));
        remove(new DeploymentPods(deployment, pods).toDelete(replicaSet.hash()), pods);
        create(new DeploymentPods(deployment, pods).toCreate(replicaSet), pods);
        var status = new DeploymentPods(deployment, pods).status(replicaSet.hash(), now());
        if (!status.equals(deployment.getStatus())) {
            deployment.setStatus(status);
            client().resource(deployment).updateStatus();
        }
    }

    private Revision replicaSet(Deployment deployment) {
        var template = deployment.getSpec().getTemplate();
        var hash = Revision.hash(client().getKubernetesSerialization().asJson(template));
        var name = deployment.getMetadata().getName() + "-" + hash;
        var sets = client().apps()
                .replicaSets()
                .inNamespace(deployment.getMetadata().getNamespace());
        var live = sets.withName(name).get();
        if (live == null) {
            live = sets.resource(new ReplicaSetBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace(deployment.getMetadata().getNamespace())
                            .withLabels(Revision.labels(template, TEMPLATE_HASH, hash))
                            .withOwnerReferences(Workload.ownedBy(deployment))
                            .endMetadata()
                            .withNewSpec()
                            .withReplicas(deployment.getSpec().getReplicas())
                            .withNewSelector()
                            .withMatchLabels(Revision.labels(template, TEMPLATE_HASH, hash))
                            .endSelector()
                            .withNewTemplate()
                            .withNewMetadata()
                            .withLabels(Revision.labels(template, TEMPLATE_HASH, hash))
                            .endMetadata()
                            .withSpec(template.getSpec())
                            .endTemplate()
                            .endSpec()
                            .build())
                    .create();
        }
        return new Revision(live, template, TEMPLATE_HASH, hash);
    }

    private void reconcileDaemonSet(Key key) {
        var set = client().apps()
                .daemonSets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (set == null) {
            collect(key);
            return;
        }
        var template = set.getSpec().getTemplate();
        var hash = Revision.hash(client().getKubernetesSerialization().asJson(template));
        var revision = new Revision(set, template, REVISION_HASH, hash);
        var nodes = NodeMatcher.ofDaemonSet(template.getSpec())
                .matching(client().nodes().list().getItems());
        var wanted =
                new LinkedHashSet<>(nodes.stream().map(WorkloadSimulator::name).toList());
        var pods = new ArrayList<>(podsOf(set, set.getSpec().getSelector()));
        remove(new DaemonPods(set, pods, wanted).toDelete(hash), pods);
        create(
                new DaemonPods(set, pods, wanted)
                        .nodesWithoutPod().stream().map(revision::podFor).toList(),
                pods);
        var status = status(set, pods, hash, wanted);
        if (!status.equals(set.getStatus())) {
            set.setStatus(status);
            client().resource(set).updateStatus();
        }
    }

    private void remove(List<Pod> old, List<Pod> pods) {
        old.forEach(this::delete);
        pods.removeAll(old);
    }

    private void create(List<Pod> added, List<Pod> pods) {
        added.forEach(pod -> pods.add(client().resource(pod).create()));
    }

    private static DaemonSetStatus status(DaemonSet set, List<Pod> pods, String hash, Set<String> wanted) {
        var ready = (int) pods.stream().filter(Pods::isReady).count();
        var updated = (int) pods.stream()
                .filter(pod -> hash.equals(Pods.label(pod, REVISION_HASH)))
                .count();
        return new DaemonSetStatusBuilder()
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withDesiredNumberScheduled(wanted.size())
                .withCurrentNumberScheduled(pods.size())
                .withUpdatedNumberScheduled(updated)
                .withNumberReady(ready)
                .withNumberAvailable(ready)
                .withNumberUnavailable(wanted.size() > ready ? wanted.size() - ready : null)
                .withNumberMisscheduled(0)
                .build();
    }

    private List<Pod> podsOf(HasMetadata owner, LabelSelector selector) {
        return client().pods()
                .inNamespace(owner.getMetadata().getNamespace())
                .withLabels(selector.getMatchLabels())
                .list()
                .getItems();
    }

    /** Removes the pods of a workload that is gone. */
    private void collect(Key gone) {
        var sets = client().apps().replicaSets().inNamespace(gone.namespace()).list().getItems().stream()
                .filter(set -> Pods.isOwnedBy(set, gone))
                .collect(toMap(WorkloadSimulator::name, Function.identity()));
        client().pods().inNamespace(gone.namespace()).list().getItems().stream()
                .filter(pod -> Pods.isOwnedBy(pod, gone)
                        || Pods.ownerName(pod, "ReplicaSet")
                                .filter(sets::containsKey)
                                .isPresent())
                .forEach(this::delete);
        sets.values().forEach(set -> client().resource(set).delete());
    }

    private void delete(Pod pod) {
        client().resource(pod).withGracePeriod(0).delete();
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    static List<String> names(List<Node> nodes) {
        return nodes.stream().map(WorkloadSimulator::name).toList();
    }
}
