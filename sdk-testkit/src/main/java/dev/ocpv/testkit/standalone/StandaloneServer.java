package dev.ocpv.testkit.standalone;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.VirtualClock;
import dev.ocpv.testkit.transport.HttpDoor;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A cluster in memory, its door, and the real time that passes in it. */
final class StandaloneServer implements AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final ApiServer server;
    private final RealTime time;
    private final HttpDoor door;
    private final AutoCloseable cluster;
    private final String description;

    private StandaloneServer(Content content, RealTime time, HttpDoor door) {
        this.server = content.server();
        this.cluster = content.cluster();
        this.description = content.description();
        this.time = time;
        this.door = door;
    }

    /** The real time, as the clock of the server shows it: from where that stood at the start. */
    private static final class RealTime {
        private final VirtualClock clock;
        private final Instant inside;
        private final long start = System.nanoTime();

        RealTime(VirtualClock clock) {
            this.clock = clock;
            this.inside = clock.instant();
        }

        void move() {
            clock.advanceTo(inside.plus(Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /**
     * What is served.
     *
     * @param server the server
     * @param cluster what to close in the end
     * @param description what it is, in words
     */
    record Content(ApiServer server, AutoCloseable cluster, String description) {}

    static StandaloneServer start(Arguments asked) {
        Content content = content(asked);
        content.server().clock().advanceTo(Instant.now());
        if (asked.scenario() != null && !asked.bareMetal()) {
            new ScenarioFile(content.server()).apply(Path.of(asked.scenario()));
        }
        content.server().journal().clear();
        RealTime time = new RealTime(content.server().clock());
        content.server().addFault(request -> {
            time.move(); // a request finds the time at which it comes, not that of the last tick
            return null;
        });
        return new StandaloneServer(content, time, open(content.server(), asked.listener()));
    }

    private static Content content(Arguments asked) {
        if (asked.release() == null) {
            return kubernetes(asked.minor());
        }
        if (asked.empty()) {
            return kubernetes(OpenShift.kubernetesMinor(asked.release()));
        }
        return asked.bareMetal() ? OpenShift.virtualization(asked.release()) : OpenShift.nodes(asked.release());
    }

    private static Content kubernetes(int minor) {
        ApiServer server = ApiServer.builder().kubernetesMinor(minor).build();
        return new Content(server, () -> {}, "Kubernetes 1." + minor);
    }

    private static HttpDoor open(ApiServer server, Arguments.Listener listener) {
        HttpDoor.Builder builder =
                HttpDoor.builder(server).host(listener.host()).port(listener.port());
        if (listener.tls()) {
            builder.tls();
        }
        if (listener.token() != null) {
            builder.token(listener.token());
        }
        try {
            return builder.open();
        } catch (UncheckedIOException e) {
            throw new UsageException("cannot listen at " + listener.host().getHostAddress() + ", port "
                    + listener.port() + ": "
                    + Objects.requireNonNull(e.getCause()).getMessage() + "; leave --port out for any free one");
        }
    }

    HttpDoor door() {
        return door;
    }

    String describe() {
        return description;
    }

    /** Lets time pass as it does outside, until the thread is interrupted. */
    void keepTime() throws InterruptedException {
        while (true) {
            Thread.sleep(TICK_MILLIS);
            synchronized (server) {
                time.move();
            }
        }
    }

    @Override
    public void close() {
        door.close();
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
