package dev.ocpv.testkit.standalone;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.TestCluster;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is served of an OpenShift release; a class of its own, so that an empty server loads nothing of it. */
final class OpenShift {
    private OpenShift() {}

    /** {@return a bare-metal cluster with its operators} */
    static StandaloneServer.Content cluster(String version) {
        return content(
                Scenarios.bareMetal(release(version)), "OpenShift " + version + " with OpenShift Virtualization");
    }

    /** {@return the API of the release alone: its definitions, and no operator that would judge or change an object} */
    static StandaloneServer.Content definitions(String version) {
        return content(
                TestCluster.builder().release(release(version)).build(), "the definitions of OpenShift " + version);
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
