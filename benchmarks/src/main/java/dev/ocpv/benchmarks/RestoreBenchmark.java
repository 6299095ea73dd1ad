package dev.ocpv.benchmarks;

import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.TestCluster;
import dev.ocpv.testkit.server.Snapshot;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The bare-metal cluster goes back to its first state for the next test, after this one wrote something. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 100)
@Measurement(iterations = 50)
@NullUnmarked
public class RestoreBenchmark {
    private TestCluster cluster;
    private Snapshot untouched;

    /** Builds the cluster. */
    @Setup(Level.Trial)
    public void build() {
        cluster = Scenarios.bareMetal(Samples.RELEASE);
        untouched = cluster.snapshot();
    }

    /** What a test does. */
    @Setup(Level.Iteration)
    public void write() {
        cluster.client().resource(Samples.configMap("from-a-test", 1)).create();
        cluster.settle();
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Trial)
    public void close() {
        cluster.close();
    }

    /** Goes back. */
    @Benchmark
    public void restore() {
        cluster.restore(untouched);
    }
}
