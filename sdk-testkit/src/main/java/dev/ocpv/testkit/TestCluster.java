package dev.ocpv.testkit;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Snapshot;
import dev.ocpv.testkit.server.VirtualClock;
import dev.ocpv.testkit.simulator.Simulator;
import dev.ocpv.testkit.simulator.Simulators;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cluster in memory: an API server, the operators that a test wants, and a clock that moves only when told to.
 *
 * <p>What a write sets off has happened when the write returns, except for what takes time in a real cluster: that happens when the clock
 * is moved, by {@link #settle()}, by {@link #advance(Duration)} or by whoever waits with {@link #ticker()}.
 */
public final class TestCluster implements AutoCloseable {

    private static final ApiCatalog CATALOG = ApiCatalog.load();
    private static final Instant START = Instant.parse("2026-01-15T08:00:00Z");

    /** OpenShift 4.x is built of Kubernetes 1.(x + 13). */
    private static final int KUBERNETES_AHEAD = 13;

    private final Release release;
    private final ApiServer server;
    private final Simulators simulators;
    private final KubernetesClient client;

    private TestCluster(Builder builder) {
        release = builder.release;
        var kit = ApiServer.builder().clock(VirtualClock.startingAt(START)).kubernetesMinor(kubernetesMinor(release));
        CATALOG.crdNames().forEach(name -> kit.addCheckedDefinition(CATALOG.crdJson(name, release)));
        kit.putConverter(HyperConvergedVersions.DEFINITION, new HyperConvergedVersions());
        server = kit.build();
        simulators = Simulators.start(
                server, new Simulators.Setting(release, CATALOG, builder.operatorNamespace), builder.simulators);
        client = client("ocpv-test/1.0");
        server.journal().clear();
    }

    /** {@return which Kubernetes 1.x a release of OpenShift is built of} */
    public static int kubernetesMinor(Release release) {
        return Integer.parseInt(release.version().substring("4.".length())) + KUBERNETES_AHEAD;
    }

    /** {@return a builder of an empty cluster} {@link Scenarios} has some that are not. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the release whose APIs the cluster serves} */
    public Release release() {
        return release;
    }

    /** {@return a client of the cluster's administrator; closing the cluster closes it} */
    public KubernetesClient client() {
        return client;
    }

    /** {@return another client, whose writes carry the name of that user agent; the caller closes it} */
    public KubernetesClient client(String userAgent) {
        return InProcess.client(server, userAgent);
    }

    /** {@return the server, to make requests fail or to serve it to other programs} */
    public ApiServer server() {
        return server;
    }

    /** {@return the clock of everything in the cluster} */
    public VirtualClock clock() {
        return server.clock();
    }

    /** {@return the time of the cluster, for {@code ClusterOptions.ticker}: who waits by it moves it} */
    public TestTicker ticker() {
        return new TestTicker(server.clock());
    }

    /** {@return the simulator of a type, to tell it what to do wrong} */
    public <T extends Simulator> T simulator(Class<T> type) {
        return simulators.get(type);
    }

    /** Moves the clock until nothing is going to happen by itself any more. */
    public void settle() {
        simulators.settle();
    }

    /** Moves the clock, and lets happen what is due on the way. */
    public void advance(Duration by) {
        server.clock().advance(by);
    }

    /** {@return every write by anybody but the operators, in order, dry runs left out} */
    public List<RecordedWrite> writes() {
        var agents = simulators.userAgents();
        return server.journal().writes().stream()
                .filter(entry -> !agents.contains(entry.agent()))
                .map(RecordedWrite::of)
                .toList();
    }

    /** Forgets the writes so far. */
    public void forgetWrites() {
        server.journal().clear();
    }

    /** {@return everything that is stored, to come back to} */
    public Snapshot snapshot() {
        return server.snapshot();
    }

    /** Goes back to a state: its objects, no writes, and operators that do nothing wrong. The clock goes on. */
    public void restore(Snapshot snapshot) {
        simulators.reset();
        server.restore(snapshot);
        server.journal().clear();
    }

    @Override
    public void close() {
        client.close();
        simulators.close();
    }

    /** Says what a cluster shall be like. */
    public static final class Builder {
        private final List<Simulator> simulators = new ArrayList<>();
        private Release release = Release.OCP_4_17;
        private String operatorNamespace = "openshift-cnv";

        private Builder() {}

        /** The release whose APIs are served; 4.17 unless given. */
        public Builder release(Release value) {
            release = value;
            return this;
        }

        /** Where the operators of OpenShift Virtualization live; {@code openshift-cnv} unless given. */
        public Builder operatorNamespace(String value) {
            operatorNamespace = value;
            return this;
        }

        /** Adds operators. */
        public Builder simulating(Simulator... added) {
            simulators.addAll(Arrays.asList(added));
            return this;
        }

        /** {@return the cluster} */
        public TestCluster build() {
            return new TestCluster(this);
        }
    }
}
