package dev.ocpv.testkit;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.simulator.CdiSimulator;
import dev.ocpv.testkit.simulator.HostPathProvisionerSimulator;
import dev.ocpv.testkit.simulator.HyperConvergedSimulator;
import dev.ocpv.testkit.simulator.KubeVirtSimulator;
import dev.ocpv.testkit.simulator.NetworkAddonsSimulator;
import dev.ocpv.testkit.simulator.NodeSimulator;
import dev.ocpv.testkit.simulator.OlmSimulator;
import dev.ocpv.testkit.simulator.SspSimulator;
import dev.ocpv.testkit.simulator.WorkloadSimulator;
import java.time.Duration;

/** Clusters to start from. */
public final class Scenarios {

    private static final Duration AGE = Duration.ofDays(1);

    private Scenarios() {}

    /**
     * {@return a bare-metal cluster of 3 control-plane, 3 infra and 6 worker nodes, with OpenShift Data Foundation and OpenShift
     * Virtualization installed a day ago and nothing configured yet: no default StorageClass, no placement, no networks}
     */
    public static TestCluster bareMetal(Release release) {
        var cluster = TestCluster.builder()
                .release(release)
                .simulating(
                        new NodeSimulator(),
                        new WorkloadSimulator(),
                        new KubeVirtSimulator(),
                        new CdiSimulator(),
                        new NetworkAddonsSimulator(),
                        new SspSimulator(),
                        new HostPathProvisionerSimulator(),
                        new OlmSimulator(),
                        new HyperConvergedSimulator())
                .build();
        BareMetal.build(cluster);
        return aged(cluster);
    }

    /**
     * {@return a bare-metal cluster of the same nodes, installed a day ago, that has the kinds of the release and no operator: what
     * Kubernetes itself does to workloads happens, and nobody but the API judges objects}
     */
    public static TestCluster nodes(Release release) {
        var cluster = TestCluster.builder()
                .release(release)
                .simulating(new NodeSimulator(), new WorkloadSimulator())
                .build();
        BareMetal.nodes(cluster);
        return aged(cluster);
    }

    private static TestCluster aged(TestCluster cluster) {
        cluster.settle();
        cluster.advance(AGE);
        cluster.forgetWrites();
        return cluster;
    }
}
