package dev.ocpv.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.CommitEvent;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs simulators against a server: what a write sets off has happened before the write returns, and what takes time happens when somebody
 * moves the clock.
 */
public final class Simulators implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 5;
    private static final int TOO_MANY = 20_000;
    private static final int REMEMBERED = 12;
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final ApiServer server;
    private final List<Simulator> simulators;
    private final List<KubernetesClient> clients = new ArrayList<>();
    private final Set<Job> queue = new LinkedHashSet<>();
    private final Map<Job, Alarm> alarms = new HashMap<>();
    private boolean running;

    private record Job(Simulator simulator, Key key) {}

    private record Alarm(Instant due, Runnable cancel) {}

    private Simulators(ApiServer server, List<Simulator> simulators) {
        this.server = server;
        this.simulators = simulators;
    }

    /** Starts simulators in a cluster of a release, whose operators live in that namespace. */
    public static Simulators start(
            ApiServer server, Release release, String operatorNamespace, List<Simulator> simulators) {
        var started = new Simulators(server, List.copyOf(simulators));
        var withStatus = withStatus(release);
        for (var simulator : simulators) {
            var client = started.clientOf(simulator);
            simulator.attach(new SimulatorContext(
                    client, new Api(client, withStatus), server.clock()::instant, release, operatorNamespace));
            simulator.admission().ifPresent(server::addAdmissionHook);
        }
        server.addCommitListener(started::onCommit);
        return started;
    }

    private static Set<String> withStatus(Release release) {
        var catalog = ApiCatalog.load();
        var kinds = new LinkedHashSet<String>();
        for (var name : catalog.crdNames()) {
            var definition = catalog.crd(name, release);
            if (Trees.listAt(definition, "spec.versions").stream()
                    .anyMatch(
                            version -> Trees.at(version, "subresources.status").isPresent())) {
                kinds.add(Trees.textAt(definition, "spec.names.kind"));
            }
        }
        return kinds;
    }

    private KubernetesClient clientOf(Simulator simulator) {
        var config = new ConfigBuilder(InProcess.config())
                .withUserAgent(simulator.userAgent())
                .build();
        var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(InProcess.httpClientFactory(server))
                .build();
        clients.add(client);
        return client;
    }

    /** {@return the simulator of a type} */
    public <T extends Simulator> T get(Class<T> type) {
        return simulators.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No %s plays here".formatted(type.getSimpleName())));
    }

    /** {@return the names that the simulators write under} */
    public Set<String> userAgents() {
        var agents = new LinkedHashSet<String>();
        simulators.forEach(simulator -> agents.add(simulator.userAgent()));
        return agents;
    }

    /** Moves the clock until nothing is going to happen by itself any more. */
    public void settle() {
        var limit = server.clock().instant().plus(PATIENCE);
        for (var next = nextAlarm(); next.isPresent() && !next.get().isAfter(limit); next = nextAlarm()) {
            server.clock().advanceTo(next.get());
        }
    }

    private Optional<Instant> nextAlarm() {
        return alarms.values().stream().map(Alarm::due).min(Instant::compareTo);
    }

    /** Drops what is planned, and whatever a test told a simulator to do wrong. */
    public void reset() {
        queue.clear();
        alarms.values().forEach(alarm -> alarm.cancel().run());
        alarms.clear();
        simulators.forEach(Simulator::behave);
    }

    private void onCommit(CommitEvent event) {
        var changed = new Key(event.kind(), event.namespace(), event.name());
        var owner = ownerOf(event);
        for (var simulator : simulators) {
            if (simulator.watches().contains(event.kind())) {
                simulator.triggers(changed, owner).forEach(key -> queue.add(new Job(simulator, key)));
            }
        }
        run();
    }

    private void run() {
        if (running) {
            return;
        }
        running = true;
        try {
            var recent = new ArrayDeque<Job>();
            for (var count = 0; !queue.isEmpty(); count++) {
                var job = queue.iterator().next();
                queue.remove(job);
                remember(recent, job);
                if (count > TOO_MANY) {
                    throw new IllegalStateException(
                            "The simulators do not come to rest; the last steps were " + recent);
                }
                step(job);
            }
        } finally {
            running = false;
        }
    }

    private static void remember(Deque<Job> recent, Job job) {
        recent.addLast(job);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
    }

    private void step(Job job) {
        var alarm = alarms.remove(job);
        if (alarm != null) {
            alarm.cancel().run();
        }
        attempt(job, ATTEMPTS).ifPresent(delay -> wake(job, delay));
    }

    /** A conflict means that somebody else wrote in between; a controller reads again. */
    private static Optional<Duration> attempt(Job job, int attempts) {
        try {
            return job.simulator().reconcile(job.key());
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT && attempts > 0) {
                return attempt(job, attempts - 1);
            }
            throw new IllegalStateException(
                    "%s failed on %s: %s".formatted(job.simulator().userAgent(), job.key(), e.getMessage()), e);
        }
    }

    private void wake(Job job, Duration delay) {
        var due = server.clock().instant().plus(delay);
        var cancel = server.clock().schedule(delay, () -> {
            alarms.remove(job);
            queue.add(job);
            run();
        });
        alarms.put(job, new Alarm(due, cancel));
    }

    private static Optional<Key> ownerOf(CommitEvent event) {
        try {
            for (JsonNode owner : JSON.readTree(event.object()).path("metadata").path("ownerReferences")) {
                if (owner.path("controller").asBoolean()) {
                    return Optional.of(new Key(
                            owner.path("kind").asText(),
                            event.namespace(),
                            owner.path("name").asText()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        reset();
        clients.forEach(KubernetesClient::close);
    }
}
