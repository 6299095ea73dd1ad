package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.policy.Policies;
import dev.ocpv.testkit.server.admission.webhook.Webhooks;
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
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NamespaceLifecycle;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.SmdOwnership;
import dev.ocpv.testkit.server.registry.WatchCursor;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Kubernetes API server in memory: requests in, answers and event streams out. */
public final class ApiServer {
    private final Backend backend;
    private final Commits commits = new Commits();
    private final Dispatcher dispatcher;
    private final GarbageCollector collector;
    private final NamespaceController namespaces;
    private final Journal journal = new Journal();
    private final Faults faults;
    private final Agenda agenda;
    private final VirtualClock clock;

    private ApiServer(Builder builder) {
        clock = builder.clock;
        faults = new Faults(clock);
        agenda = new Agenda(clock, commits::tell);
        backend = new Backend(clock, clock::schedule, builder.minor);
        backend.random(builder.seed);
        backend.hooks().add(new NamespaceLifecycle(backend));
        backend.hooks().add(new Policies(backend));
        backend.lastHook(new Webhooks(backend));
        backend.catalog(Builtins.catalog(builder.minor));
        CrdController definitions = new CrdController(backend, commits, builder.converters, this::deleteAll);
        commits.addController(definitions::onCommit);
        Registry registry = new Registry(backend, new SmdOwnership(backend), commits);
        backend.hooks().addAll(Admissions.of(backend, registry));
        collector = new GarbageCollector(backend, registry, agenda::schedule);
        commits.addController(collector::onCommit);
        namespaces = new NamespaceController(backend, registry, agenda::schedule);
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
        builder.checkedDefinitions.forEach(crd -> install(registry, Dispatcher.checkedBefore(definitions.crds(), crd)));
        builder.definitions.forEach(crd -> require("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd));
        journal.clear();
    }

    private void useRoles(Registry registry) {
        Rbac rbac = new Rbac(backend.store());
        backend.authorizer(rbac);
        commits.addController(new RoleAggregation(backend, registry)::onCommit);
        for (ObjectNode document : BootstrapRoles.all()) {
            String plural = Json.textAt(document, "kind").toLowerCase(Locale.ROOT) + "s";
            require("/apis/rbac.authorization.k8s.io/v1/" + plural, JsonWriter.text(document));
        }
        backend.lastHook(new RoleGuard(rbac));
    }

    /** {@return the moment at which the server's own controllers will have nothing left to do; the past if that is so now} */
    public Instant busyUntil() {
        return agenda.busyUntil();
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

    private void install(Registry registry, Call definition) {
        try {
            registry.create(definition);
        } catch (StatusException e) {
            throw new IllegalArgumentException(e.words(), e);
        }
        commits.tell();
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
        ApiResponse response = faults.respond(request, () -> respond(request));
        journal.add(JournalEntry.of(request, response));
        commits.tell();
        return response;
    }

    private ApiResponse respond(ApiRequest request) {
        try {
            return dispatcher.dispatch(request);
        } catch (RuntimeException | StackOverflowError e) {
            System.getLogger(ApiServer.class.getName())
                    .log(System.Logger.Level.ERROR, "A fault of the server's own: " + request, e);
            StatusException status = Statuses.internal(String.valueOf(e));
            return Answers.failure(status, List.of());
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

    /** Adds what may change or refuse writes; asked in the order of addition, after policies and before webhooks. */
    public void addAdmissionHook(AdmissionHook hook) {
        backend.addHook(hook);
    }

    /** Adds who hears of stored changes. */
    public void addCommitListener(CommitListener listener) {
        commits.addListener(listener);
    }

    /** Takes a listener away. */
    public void removeCommitListener(CommitListener listener) {
        commits.removeListener(listener);
    }

    /** {@return what makes requests go wrong} */
    public Faults faults() {
        return faults;
    }

    /**
     * Lets something answer in the server's place; {@link #faults()} has the usual ones.
     *
     * @return what ends that
     */
    public Runnable addFault(Fault fault) {
        return faults.on(Requests.any()).answer(fault)::end;
    }

    /**
     * {@return an object as JSON in its storage version, without a trace in the journal}
     *
     * @param resource the plural, with {@code .group} behind it where that is not clear
     * @param namespace empty for what has none
     */
    public Optional<String> object(String resource, String namespace, String name) {
        return backend.catalog()
                .storage(resource)
                .map(storage -> backend.store().current().get(storage, namespace, name))
                .map(entry -> new String(entry.bytes(JsonWriter::bytes), StandardCharsets.UTF_8));
    }

    /** {@return a Status answer, for faults} */
    public static ApiResponse failure(int code, String reason, String message) {
        return Answers.failure(new StatusException(code, reason, message, null), List.of());
    }

    /** {@return the state as it is now} */
    public Snapshot snapshot() {
        return new Snapshot(
                backend.store().current(),
                backend.catalog(),
                new Snapshot.Inner(backend.random(), agenda.plans(), namespaces.started()),
                new Snapshot.Rules(List.copyOf(backend.hooks()), faults.state()));
    }

    /**
     * Goes back to a state, from which the same requests get the same answers again; all watches end with 410. The clock goes on, and
     * commit listeners and the journal stay as they are.
     */
    public void restore(Snapshot snapshot) {
        backend.store().restore(snapshot.state);
        backend.catalog(snapshot.catalog);
        backend.random(snapshot.inner.random());
        collector.forget();
        namespaces.restore(snapshot.inner.namespacesOnTheirWay());
        agenda.restore(snapshot.inner.plans());
        backend.hooks().clear();
        backend.hooks().addAll(snapshot.rules.hooks());
        faults.restore(snapshot.rules.faults());
    }

    /** Forgets the past: watches and pages that start there answer 410. */
    public void compact() {
        backend.store().compact();
    }

    /** Tells all watches 410, and forgets the past, so that whoever comes again has to list first. */
    public void expireWatches() {
        compact();
        new ArrayList<>(dispatcher.watches).forEach(WatchCursor::expire);
    }

    /** Ends all watches, as a broken connection does. */
    public void dropWatches() {
        new ArrayList<>(dispatcher.watches).forEach(WatchCursor::drop);
    }

    /** Says what a server shall be like. */
    public static final class Builder {
        private final List<String> definitions = new ArrayList<>();
        private final List<String> checkedDefinitions = new ArrayList<>();
        private final Map<String, Converter> converters = new LinkedHashMap<>();
        private VirtualClock clock = VirtualClock.startingNow();
        private int minor = 35;
        private long seed;
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

        /** Where random names and uids begin; the same in every run unless given. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Adds a CustomResourceDefinition, as JSON. */
        public Builder addDefinition(String json) {
            definitions.add(json);
            return this;
        }

        /**
         * Adds a CustomResourceDefinition, as JSON, that such a server has accepted before: like what a server finds in its store when it
         * starts, it is not checked again. That is several times as fast, and what is wrong with it shows when its kind is used.
         */
        public Builder addCheckedDefinition(String json) {
            checkedDefinitions.add(json);
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
