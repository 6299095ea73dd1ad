package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pods of a DaemonSet against the nodes that it is to run on, and which of them a rolling update takes next. */
record DaemonPods(DaemonSet set, List<Pod> pods, Set<String> wanted) {

    List<Pod> toDelete(String hash) {
        // Unlike other pods, those of a DaemonSet leave a node whose labels no longer match.
        var misplaced = pods.stream().filter(pod -> !wanted.contains(pinnedTo(pod)));
        var placed = pods.stream().filter(pod -> wanted.contains(pinnedTo(pod))).toList();
        var old = placed.stream().filter(pod -> !isOf(pod, hash)).toList();
        var broken = old.stream().filter(pod -> !Pods.isReady(pod));
        var ready = (int) placed.stream().filter(Pods::isReady).count();
        var budget = Math.max(0, maxUnavailable() - (wanted.size() - ready));
        return Stream.of(misplaced, broken, old.stream().filter(Pods::isReady).limit(budget))
                .flatMap(s -> s)
                .toList();
    }

    List<String> nodesWithoutPod() {
        var covered = pods.stream().map(DaemonPods::pinnedTo).collect(Collectors.toSet());
        return wanted.stream().filter(node -> !covered.contains(node)).toList();
    }

    private int maxUnavailable() {
        var strategy = set.getSpec().getUpdateStrategy();
        var limit = strategy == null || strategy.getRollingUpdate() == null
                ? new IntOrString(1)
                : strategy.getRollingUpdate().getMaxUnavailable();
        if (limit == null || limit.getIntVal() != null) {
            return limit == null ? 1 : limit.getIntVal();
        }
        var percent = Integer.parseInt(limit.getStrVal().replace("%", ""));
        return Math.max(1, (wanted.size() * percent + 99) / 100);
    }

    /** {@return the node that the pod is for, whether or not it has been scheduled} */
    private static String pinnedTo(Pod pod) {
        return pod.getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .get(0)
                .getMatchFields()
                .get(0)
                .getValues()
                .get(0);
    }

    private static boolean isOf(Pod pod, String hash) {
        return hash.equals(Pods.label(pod, "controller-revision-hash"));
    }
}
