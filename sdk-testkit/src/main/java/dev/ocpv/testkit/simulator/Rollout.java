package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.jspecify.annotations.Nullable;

/** Whether a Deployment or DaemonSet has come to what was asked of it last. */
final class Rollout {

    private Rollout() {}

    static boolean isComplete(Deployment deployment) {
        var status = deployment.getStatus();
        var wanted = deployment.getSpec().getReplicas();
        return status != null
                && observed(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && number(status.getUpdatedReplicas()) == wanted
                && number(status.getReplicas()) == wanted
                && number(status.getAvailableReplicas()) == wanted;
    }

    static boolean isComplete(DaemonSet set) {
        var status = set.getStatus();
        return status != null
                && observed(status.getObservedGeneration(), set.getMetadata().getGeneration())
                && number(status.getUpdatedNumberScheduled()) == number(status.getDesiredNumberScheduled())
                && number(status.getNumberAvailable()) == number(status.getDesiredNumberScheduled());
    }

    static boolean hasPods(DaemonSet set) {
        return set.getStatus() != null && number(set.getStatus().getDesiredNumberScheduled()) > 0;
    }

    static boolean isAvailable(Deployment deployment) {
        return deployment.getStatus() != null && number(deployment.getStatus().getAvailableReplicas()) > 0;
    }

    static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static boolean observed(@Nullable Long observed, @Nullable Long generation) {
        return generation == null || (observed != null && observed >= generation);
    }
}
