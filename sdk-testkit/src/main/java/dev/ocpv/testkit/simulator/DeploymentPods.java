package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pods of a Deployment, and which of them a rolling update (a quarter more, a quarter less) takes next. */
record DeploymentPods(Deployment deployment, List<Pod> pods) {

    private static final String HASH = "pod-template-hash";

    List<Pod> toDelete(String hash) {
        var wanted = deployment.getSpec().getReplicas();
        var current = pods.stream().filter(pod -> isOf(pod, hash)).toList();
        var old = pods.stream().filter(pod -> !isOf(pod, hash)).toList();
        var surplus = current.stream().skip(wanted);
        var broken = old.stream().filter(pod -> !Pods.isReady(pod));
        var available = (int) pods.stream().filter(Pods::isReady).count();
        var spare = Math.max(0, available - (wanted - wanted / 4));
        return Stream.of(surplus, broken, old.stream().filter(Pods::isReady).limit(spare))
                .flatMap(s -> s)
                .toList();
    }

    List<Pod> toCreate(Revision revision) {
        var wanted = deployment.getSpec().getReplicas();
        var current =
                (int) pods.stream().filter(pod -> isOf(pod, revision.hash())).count();
        var old = (int) pods.stream()
                .filter(pod -> !isOf(pod, revision.hash()) && Pods.isReady(pod))
                .count();
        var room = wanted + (wanted + 3) / 4 - current - old;
        var names = names();
        return IntStream.range(0, 100)
                .mapToObj(revision::pod)
                .filter(pod -> !names.contains(pod.getMetadata().getName()))
                .limit(Math.max(0, Math.min(wanted - current, room)))
                .toList();
    }

    DeploymentStatus status(String hash, Instant now) {
        var wanted = deployment.getSpec().getReplicas();
        var ready = (int) pods.stream().filter(Pods::isReady).count();
        var updated = (int) pods.stream().filter(pod -> isOf(pod, hash)).count();
        var updatedReady = (int) pods.stream()
                .filter(pod -> isOf(pod, hash) && Pods.isReady(pod))
                .count();
        var done = updatedReady == wanted && pods.size() == wanted;
        return new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(orNull(pods.size()))
                .withUpdatedReplicas(orNull(updated))
                .withReadyReplicas(orNull(ready))
                .withAvailableReplicas(orNull(ready))
                .withUnavailableReplicas(orNull(Math.max(0, Math.max(wanted, pods.size()) - ready)))
                .withConditions(conditions(ready >= wanted - wanted / 4, done, now))
                .build();
    }

    private List<DeploymentCondition> conditions(boolean available, boolean done, Instant now) {
        var conditions = new ArrayList<DeploymentCondition>();
        conditions.add(condition(
                "Available",
                available ? "True" : "False",
                available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                now));
        conditions.add(condition("Progressing", "True", done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated", now));
        return conditions;
    }

    private DeploymentCondition condition(String type, String status, String reason, Instant now) {
        var before = deployment.getStatus() == null
                ? Stream.<DeploymentCondition>empty()
                : deployment.getStatus().getConditions().stream();
        var since = before.filter(c -> type.equals(c.getType()) && status.equals(c.getStatus()))
                .map(DeploymentCondition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withLastTransitionTime(since)
                .build();
    }

    private Set<String> names() {
        return pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toSet());
    }

    private static boolean isOf(Pod pod, String hash) {
        return hash.equals(Pods.label(pod, HASH));
    }

    private static @Nullable Integer orNull(int count) {
        return count == 0 ? null : count;
    }
}
