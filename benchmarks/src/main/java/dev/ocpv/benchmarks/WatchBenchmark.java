package dev.ocpv.benchmarks;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
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

/** A hundred watchers hear of fifty changes; what one delivery takes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 120)
@Measurement(iterations = 20)
@NullUnmarked
public class WatchBenchmark {
    private static final int WATCHERS = 100;
    private static final int EVENTS = 50;
    private static final String WATCHED = "watched";

    /** The server and the way to it. */
    @Param
    public Door door;

    /** Whether the client makes objects of the events, as its users have it, or whether bytes are counted at its door. */
    @Param({"true", "false"})
    public boolean typed;

    /** What is stored beside what the watchers look at. */
    @Param({"0", "10000"})
    public int objects;

    private final Semaphore delivered = new Semaphore(0);
    private final List<Runnable> watches = new ArrayList<>();
    private Rig rig;
    private int created;
    private int number;

    /** Opens the watches and makes sure that all of them hear. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        rig = door.open();
        rig.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(WATCHED)
                        .endMetadata()
                        .build())
                .create();
        rig.fill(objects);
        for (int i = 0; i < WATCHERS; i++) {
            watches.add(typed ? typedWatch(rig.client()) : socket(rig.client()));
        }
        create(1);
        await(WATCHERS);
        forget();
    }

    /** Takes away what the measurement created, of which the watchers hear too. */
    @TearDown(Level.Iteration)
    public void forget() throws InterruptedException {
        rig.client().configMaps().inNamespace(WATCHED).delete();
        await(WATCHERS * created);
        created = 0;
    }

    /** Leaves nothing behind. */
    @TearDown(Level.Trial)
    public void close() {
        watches.forEach(Runnable::run);
        rig.close();
    }

    /** Fifty objects come into being, and everybody has heard of it. */
    @Benchmark
    @OperationsPerInvocation(WATCHERS * EVENTS)
    public void deliver() throws InterruptedException {
        create(EVENTS);
        await(WATCHERS * EVENTS);
    }

    private void create(int count) {
        for (int i = 0; i < count; i++) {
            rig.client()
                    .resource(Samples.configMap(WATCHED, "new-" + number++, i))
                    .create();
            created++;
        }
    }

    private void await(int deliveries) throws InterruptedException {
        if (!delivered.tryAcquire(deliveries, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("only " + delivered.availablePermits() + " deliveries");
        }
    }

    private Runnable typedWatch(KubernetesClient client) {
        Watch watch = client.configMaps().inNamespace(WATCHED).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                delivered.release();
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
        return watch::close;
    }

    private Runnable socket(KubernetesClient client) throws Exception {
        WebSocket socket = client.getHttpClient()
                .newWebSocketBuilder()
                .uri(URI.create(client.getMasterUrl() + "api/v1/namespaces/" + WATCHED + "/configmaps?watch=true"))
                .buildAsync(new WebSocket.Listener() {
                    @Override
                    public void onMessage(WebSocket from, String text) {
                        delivered.release();
                        from.request();
                    }
                })
                .get(10, TimeUnit.SECONDS);
        return () -> socket.sendClose(1000, "");
    }
}
