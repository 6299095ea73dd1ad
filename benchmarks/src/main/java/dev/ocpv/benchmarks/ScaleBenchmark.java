package dev.ocpv.benchmarks;

import dev.ocpv.testkit.server.Snapshot;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Creates objects in a store that holds many already. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 40)
@Measurement(iterations = 20)
@NullUnmarked
public class ScaleBenchmark {
    private static final int CREATED = 500;

    /** The server and the way to it. */
    @Param({"IN_PROCESS", "HTTP"})
    public Door door;

    /** What is stored before. */
    @Param({"1000", "10000", "50000"})
    public int objects;

    private KitRig rig;
    private Snapshot filled;

    /** Fills the store. */
    @Setup(Level.Trial)
    public void open() {
        rig = (KitRig) door.open();
        rig.fill(objects);
        filled = rig.server().snapshot();
    }

    /** Takes away what the measurement created. */
    @Setup(Level.Iteration)
    public void restore() {
        rig.server().restore(filled);
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Trial)
    public void close() {
        rig.close();
    }

    /** Creates some more. */
    @Benchmark
    @OperationsPerInvocation(CREATED)
    public void create() {
        for (int i = 0; i < CREATED; i++) {
            rig.client().resource(Samples.configMap("new-" + i, i)).create();
        }
    }
}
