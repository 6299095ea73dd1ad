package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.authentication.Authentication;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.authentication.ServiceAccountTokens;
import dev.ocpv.testkit.server.authorization.BootstrapRoles;
import dev.ocpv.testkit.server.authorization.Rbac;
import dev.ocpv.testkit.server.authorization.RoleGuard;
import dev.ocpv.testkit.server.builtin.Admissions;
import dev.ocpv.testkit.server.builtin.Builtins;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.controller.GarbageCollector;
import dev.ocpv.testkit.server.controller.NamespaceController;
import dev.ocpv.testkit.server.controller.RoleAggregation;
import dev.ocpv.testkit.server.crd.Converter;
import dev.ocpv.testkit.server.crd.CrdController;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.NamespaceLifecycle;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.SmdOwnership;
import dev.ocpv.testkit.server.registry.WatchCursor;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Kubernetes API server in memory: requests in, answers and event streams out. */
public final class ApiServer {
    private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());

    private final Backend backend;
    private final Commits commits = new Commits();
    private final Dispatcher dispatcher;
    private final CrdController definitions;
    private final GarbageCollector collector;
    private final NamespaceController namespaces;
    private final Journal journal = new Journal();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final VirtualClock clock;
    private volatile Instant busyUntil = Instant.MIN;

    private ApiServer(Builder builder) {
        clock = builder.clock;
        backend = new Backend(clock, clock::schedule, builder.minor);
        backend.hooks().add(new NamespaceLifecycle(backend));
        backend.catalog(Builtins.catalog(builder.minor));
        definitions = new CrdController(backend, commits, builder.converters, this::deleteAll);
        commits.addController(definitions::onCommit);
        Registry registry = new Registry(backend, new SmdOwnership(backend), commits);
        backend.hooks().addAll(Admissions.of(backend, registry));
        collector = new GarbageCollector(backend, registry, this::later);
        commits.addController(collector::onCommit);
        namespaces = new NamespaceController(backend, registry, this::later);
        commits.addController(namespaces::onCommit);
        Identity sender = Identity.of(builder.user, builder.groups);
        ServiceAccountTokens accounts = new ServiceAccountTokens(backend.store(), clock);
        backend.authentication(new Authentication(sender, builder.tokens, accounts));
        dispatcher = new Dispatcher(new Core(backend, new AboutServer(builder.minor, clock)), registry);
        for (String name : List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
            ObjectNode namespace = Json.object();
            namespace.put("kind", "Namespace").put("apiVersion", "v1");
            namespace.putObject("metadata").put("name", name);
            require("/api/v1/namespaces", JsonWriter.text(namespace));
        }
        if (builder.rbac) {
            useRoles(registry);
        }
        builder.definitions.forEach(crd -> require("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd));
        journal.clear();
    }

    private void useRoles(Registry registry) {
        Rbac rbac = new Rbac(backend.store());
        backend.authorizer(rbac);
        backend.hooks().add(new RoleGuard(rbac));
        commits.addController(new RoleAggregation(backend, registry)::onCommit);
        for (ObjectNode document : BootstrapRoles.all()) {
            String plural = Json.textAt(document, "kind").toLowerCase(Locale.ROOT) + "s";
            require("/apis/rbac.authorization.k8s.io/v1/" + plural, JsonWriter.text(document));
        }
    }

    private Runnable later(Duration delay, Runnable task) {
        Instant due = clock.instant().plus(delay);
        busyUntil = due.isAfter(busyUntil) ? due : busyUntil;
        return clock.schedule(delay, () -> {
            task.run();
            commits.tell();
        });
    }

    /** {@return the moment at which the server's own controllers will have nothing left to do; the past if that is so now} */
    public Instant busyUntil() {
        return busyUntil;
    }

    private void deleteAll(String resource) {
        int dot = resource.indexOf('.');
        for (var defs : backend.catalog().byVersion().values()) {
            for (var def : defs.values()) {
                if (def.custom()
                        && def.plural().equals(resource.substring(0, dot))
                        && def.resource().equals(resource)) {
                    for (Entry entry : backend.store().current().all(resource)) {
                        String in = def.namespaced() ? "/namespaces/" + entry.namespace() : "";
                        String path = "/apis/" + def.apiVersion() + in + "/" + def.plural() + "/" + entry.name();
                        dispatcher.trusted(ApiRequest.of("DELETE", path));
                    }
                    return;
                }
            }
        }
    }

    private void require(String path, String json) {
        ApiResponse response = dispatcher.trusted(ApiRequest.of("POST", path, json));
        commits.tell();
        if (response.status() != 201) {
            throw new IllegalArgumentException(response.text());
        }
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the answer; never throws for what a client can do} */
    public ApiResponse handle(ApiRequest request) {
        ApiResponse response = respond(request);
        journal.add(new JournalEntry(
                request.method(),
                request.target(),
                request.header("Content-Type"),
                request.header("User-Agent"),
                request.body(),
                response.status()));
        commits.tell();
        return response;
    }

    private ApiResponse respond(ApiRequest request) {
        for (Fault fault : faults) {
            ApiResponse response = fault.intercept(request);
            if (response != null) {
                return response;
            }
        }
        try {
            return dispatcher.dispatch(request);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "A fault of the server's own: " + request, e);
            StatusException status = Statuses.internal(String.valueOf(e));
            return Dispatcher.failure(status, List.of());
        }
    }

    /** {@return the clock that everything timed uses} */
    public VirtualClock clock() {
        return clock;
    }

    /** {@return the requests that came in} */
    public Journal journal() {
        return journal;
    }

    /** Adds what may change or refuse writes; asked in the order of addition. */
    public void addAdmissionHook(AdmissionHook hook) {
        backend.hooks().add(hook);
    }

    /** Adds who hears of stored changes. */
    public void addCommitListener(CommitListener listener) {
        commits.addListener(listener);
    }

    /** Takes a listener away. */
    public void removeCommitListener(CommitListener listener) {
        commits.removeListener(listener);
    }

    /**
     * Lets something answer in the server's place.
     *
     * @return what ends that
     */
    public Runnable addFault(Fault fault) {
        faults.add(fault);
        return () -> faults.remove(fault);
    }

    /** {@return a Status answer, for faults} */
    public static ApiResponse failure(int code, String reason, String message) {
        return Dispatcher.failure(new StatusException(code, reason, message, null), List.of());
    }

    /** {@return the state as it is now} */
    public Snapshot snapshot() {
        return new Snapshot(backend.store().current());
    }

    /** Goes back to a state; all watches end with 410. */
    public void restore(Snapshot snapshot) {
        backend.store().restore(snapshot.state);
        definitions.rebuild();
        collector.forget();
        namespaces.forget();
    }

    /** Forgets the past: watches and pages that start there answer 410. */
    public void compact() {
        backend.store().compact();
    }

    /** Ends all watches, as a broken connection does. */
    public void dropWatches() {
        new ArrayList<>(dispatcher.watches).forEach(WatchCursor::drop);
    }

    /** Says what a server shall be like. */
    public static final class Builder {
        private final List<String> definitions = new ArrayList<>();
        private final Map<String, Converter> converters = new LinkedHashMap<>();
        private VirtualClock clock = VirtualClock.startingNow();
        private int minor = 35;
        private String user = "admin";
        private List<String> groups = List.of("system:masters", "system:authenticated");
        private final Map<String, Identity> tokens = new LinkedHashMap<>();
        private boolean rbac;

        private Builder() {}

        /** Which Kubernetes 1.x is imitated, from 30 to 35; 35 by default. */
        public Builder kubernetesMinor(int value) {
            minor = value;
            return this;
        }

        /** The clock; by default one that starts now. */
        public Builder clock(VirtualClock value) {
            clock = value;
            return this;
        }

        /** Adds a CustomResourceDefinition, as JSON. */
        public Builder addDefinition(String json) {
            definitions.add(json);
            return this;
        }

        /** Who knows the versions of a kind; the name is that of its definition. */
        public Builder putConverter(String definition, Converter converter) {
            converters.put(definition, converter);
            return this;
        }

        /** Who all requests without a bearer token are from; by default admin in system:masters. */
        public Builder user(String name, List<String> inGroups) {
            user = name;
            groups = List.copyOf(inGroups);
            return this;
        }

        /** Who requests with that bearer token are from; a token that nobody has is answered with 401. */
        public Builder putToken(String token, String name, List<String> inGroups) {
            tokens.put(token, Identity.of(name, inGroups).authenticated());
            return this;
        }

        /** Whether users may do only what roles and bindings allow; by default everybody may do everything. */
        public Builder rbac(boolean on) {
            rbac = on;
            return this;
        }

        /** {@return the server, ready} */
        public ApiServer build() {
            return new ApiServer(this);
        }
    }
}
