package dev.ocpv.testkit.standalone;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.TestCluster;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A bare-metal OpenShift cluster; a class of its own, so that an empty server loads nothing of it. */
final class FullCluster {
    private FullCluster() {}

    static StandaloneServer.Content of(String version) {
        Release release = Release.of(version)
                .orElseThrow(() -> new UsageException("--release " + version + " is not known; there are "
                        + Arrays.stream(Release.values()).map(Release::version).collect(Collectors.joining(", "))));
        TestCluster cluster = Scenarios.bareMetal(release);
        return new StandaloneServer.Content(
                cluster.server(), cluster, "OpenShift " + version + " with OpenShift Virtualization");
    }
}
