package dev.ocpv.testkit.standalone;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.TestCluster;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is served of an OpenShift release; a class of its own, so that an empty server loads nothing of it. */
final class OpenShift {
    private OpenShift() {}

    /** {@return a bare-metal cluster with OpenShift Virtualization and its operators} */
    static StandaloneServer.Content virtualization(String version) {
        return content(
                Scenarios.bareMetal(release(version)), "OpenShift " + version + " with OpenShift Virtualization");
    }

    /** {@return a bare-metal cluster that has the kinds and no operator: nobody but the API judges or changes an object} */
    static StandaloneServer.Content nodes(String version) {
        return content(Scenarios.nodes(release(version)), "OpenShift " + version);
    }

    /** {@return the Kubernetes 1.x that the release is built of} */
    static int kubernetesMinor(String version) {
        return TestCluster.kubernetesMinor(release(version));
    }

    private static StandaloneServer.Content content(TestCluster cluster, String description) {
        return new StandaloneServer.Content(cluster.server(), cluster, description);
    }

    private static Release release(String version) {
        return Release.of(version)
                .orElseThrow(() -> new UsageException("--release " + version + " is not known; there are "
                        + Arrays.stream(Release.values()).map(Release::version).collect(Collectors.joining(", "))));
    }
}
