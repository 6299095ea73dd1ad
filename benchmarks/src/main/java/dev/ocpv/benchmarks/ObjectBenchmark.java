package dev.ocpv.benchmarks;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One client in one thread: what single requests take, from the call to the typed answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 3)
@NullUnmarked
public class ObjectBenchmark {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("benchmark")
            .withForce(true)
            .build();

    /** The server and the way to it. */
    @Param
    public Door door;

    /** What is stored before. */
    @Param({"0", "1000", "10000"})
    public int objects;

    private Rig rig;
    private KubernetesClient client;
    private int count;

    /** A new server for each iteration, so that all of them have about the same number of objects. */
    @Setup(Level.Iteration)
    public void open() {
        rig = door.open();
        rig.fill(objects);
        client = rig.client();
        client.resource(Samples.configMap("target", 0)).create();
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Iteration)
    public void close() {
        rig.close();
    }

    /** Creates an object and reads it. */
    @Benchmark
    public ConfigMap createAndGet() {
        int i = count++;
        client.resource(Samples.configMap("new-" + i, i)).create();
        return client.configMaps()
                .inNamespace(Samples.NAMESPACE)
                .withName("new-" + i)
                .get();
    }

    /** Changes one value by a merge patch. */
    @Benchmark
    public ConfigMap mergePatch() {
        return target().patch(MERGE, "{\"data\":{\"key\":\"value-" + count++ + "\"}}");
    }

    /** Changes one value by server-side apply; the mock server has none. */
    @Benchmark
    public ConfigMap apply() {
        return target().patch(
                        APPLY,
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"target\"},"
                                + "\"data\":{\"key\":\"value-" + count++ + "\"}}");
    }

    private Resource<ConfigMap> target() {
        return client.configMaps().inNamespace(Samples.NAMESPACE).withName("target");
    }

    /** Lists the one object in a hundred that has a label. */
    @Benchmark
    public int listByLabel() {
        return client.configMaps()
                .inNamespace(Samples.NAMESPACE)
                .withLabel("rare", "yes")
                .list()
                .getItems()
                .size();
    }
}
