package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.CommitEvent;
import dev.ocpv.testkit.server.CommitListener;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs simulators against a server: what a write sets off has happened before the write returns, and what takes time happens when somebody
 * moves the clock.
 */
public final class Simulators implements CommitListener, AutoCloseable {

    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 5;
    private static final int TOO_MANY = 20_000;
    private static final int REMEMBERED = 12;
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final ApiServer server;
    private final List<Simulator> simulators;
    private final List<KubernetesClient> clients = new ArrayList<>();
    private final Map<Simulator, Set<Key>> queue = new LinkedHashMap<>();
    private final Map<Job, Instant> alarms = new HashMap<>();
    private final Map<Instant, Runnable> alarmClocks = new HashMap<>();
    private final Deque<Job> recent = new ArrayDeque<>();
    private boolean running;
    private @Nullable Job latest;
    private int steps;

    private record Job(Simulator simulator, Key key) {}

    private Simulators(ApiServer server, List<Simulator> simulators) {
        this.server = server;
        this.simulators = simulators;
        simulators.forEach(simulator -> queue.put(simulator, new LinkedHashSet<>()));
    }

    /**
     * Where simulators play.
     *
     * @param release the release of the cluster
     * @param catalog the definitions of its kinds
     * @param operatorNamespace where its operators live
     */
    public record Setting(Release release, ApiCatalog catalog, String operatorNamespace) {}

    /** Starts simulators; those whose work others build upon come first. */
    public static Simulators start(ApiServer server, Setting setting, List<Simulator> simulators) {
        var started = new Simulators(server, List.copyOf(simulators));
        var withStatus = withStatus(setting);
        for (var simulator : simulators) {
            var client = started.clientOf(simulator);
            simulator.attach(new SimulatorContext(
                    client,
                    new Api(client, withStatus),
                    server.clock()::instant,
                    setting.release(),
                    setting.operatorNamespace(),
                    key -> started.look(simulator, key)));
            simulator.admission().ifPresent(server::addAdmissionHook);
        }
        server.addCommitListener(started);
        return started;
    }

    private static Set<String> withStatus(Setting setting) {
        var catalog = setting.catalog();
        var kinds = new LinkedHashSet<String>();
        for (var name : catalog.crdNames()) {
            var definition = catalog.crd(name, setting.release());
            if (Trees.listAt(definition, "spec.versions").stream()
                    .anyMatch(
                            version -> Trees.at(version, "subresources.status").isPresent())) {
                kinds.add(Trees.textAt(definition, "spec.names.kind"));
            }
        }
        return kinds;
    }

    private KubernetesClient clientOf(Simulator simulator) {
        var client = InProcess.client(server, agentOf(simulator));
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

    /** {@return the User-Agents of the simulators' requests} */
    public Set<String> userAgents() {
        var agents = new LinkedHashSet<String>();
        simulators.forEach(simulator -> agents.add(agentOf(simulator)));
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
        var servers = Stream.of(server.busyUntil()).filter(server.clock().instant()::isBefore);
        return Stream.concat(alarms.values().stream(), servers).min(Instant::compareTo);
    }

    /** Drops what is planned, and whatever a test told a simulator to do wrong. */
    public void reset() {
        queue.values().forEach(Set::clear);
        alarmClocks.values().forEach(Runnable::run);
        alarmClocks.clear();
        alarms.clear();
        simulators.forEach(Simulator::forget);
    }

    @Override
    public void onCommit(CommitEvent event) {
        if (event.kind().equals("Node") && !Changes.movesPods(event)) {
            return;
        }
        var changed = new Key(event.kind(), event.namespace(), event.name());
        var owner = event.controller().map(found -> new Key(found.kind(), event.namespace(), found.name()));
        for (var simulator : simulators) {
            if (simulator.watches().contains(event.kind())) {
                simulator
                        .triggers(changed, owner)
                        .map(key -> new Job(simulator, key))
                        .filter(job -> !hasCaused(job, event))
                        .forEach(this::enqueue);
            }
        }
    }

    /** A simulator has seen what it changed while it looked at the same object; it is told before the next one takes a step. */
    private boolean hasCaused(Job job, CommitEvent event) {
        return job.equals(latest) && event.agent().equals(agentOf(job.simulator()));
    }

    /** By this a simulator's own writes are told from those of a test that uses its name. */
    private static String agentOf(Simulator simulator) {
        return simulator.userAgent() + "/simulated";
    }

    /** Takes one step, so that whoever builds upon others hears first what they did. */
    @Override
    public boolean onQuiet() {
        if (running) {
            return false;
        }
        var job = next();
        job.ifPresent(this::guarded);
        if (job.isEmpty()) {
            recent.clear();
            steps = 0;
        }
        return job.isPresent();
    }

    private void guarded(Job job) {
        remember(job);
        running = true;
        try {
            step(job);
        } finally {
            running = false;
        }
    }

    private void enqueue(Job job) {
        Objects.requireNonNull(queue.get(job.simulator())).add(job.key());
    }

    /** {@return what to do next} Who builds upon others waits for them, and so looks once where it would look ten times. */
    private Optional<Job> next() {
        for (var waiting : queue.entrySet()) {
            var keys = waiting.getValue().iterator();
            if (keys.hasNext()) {
                var job = new Job(waiting.getKey(), keys.next());
                keys.remove();
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    private void remember(Job job) {
        recent.addLast(job);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        if (steps++ > TOO_MANY) {
            throw new IllegalStateException("The simulators do not come to rest; the last steps were " + recent);
        }
    }

    private void step(Job job) {
        alarms.remove(job);
        latest = job;
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

    /** Everything that is due at one moment happens together. */
    private void wake(Job job, Duration delay) {
        var due = server.clock().instant().plus(delay);
        alarms.put(job, due);
        alarmClocks.computeIfAbsent(due, moment -> server.clock().schedule(delay, () -> ring(moment)));
    }

    private void look(Simulator simulator, Key key) {
        enqueue(new Job(simulator, key));
        rest();
    }

    private void ring(Instant moment) {
        alarmClocks.remove(moment);
        var due = alarms.entrySet().stream()
                .filter(alarm -> alarm.getValue().equals(moment))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(this::enqueue);
        due.forEach(alarms::remove);
        rest();
    }

    private void rest() {
        while (onQuiet()) {
            // One step after the other, until nobody has anything to do.
        }
    }

    @Override
    public void close() {
        reset();
        clients.forEach(KubernetesClient::close);
    }
}
