package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.registry.Ownership;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.SmdOwnership;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import dev.ocpv.testkit.server.store.PersistentMap;
import dev.ocpv.testkit.server.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Follows the definitions: accepts their names, establishes them, and keeps the catalogue as they say. */
public final class CrdController {
    /** How the store names the definitions. */
    public static final String RESOURCE = "customresourcedefinitions.apiextensions.k8s.io";

    private static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private final Backend backend;
    private final Consumer<Commit> commits;
    private final Converters converters;
    private final Ownership ownership;
    private final Instances instances;
    private final Map<String, Definition> compiled = new ConcurrentHashMap<>();
    private final DefinedResources resources = new DefinedResources();
    /** The definitions that the catalogue was made from. */
    private volatile @Nullable PersistentMap<Entry> served;

    /** Deletes objects on behalf of a definition. */
    @FunctionalInterface
    public interface Instances {
        /** Deletes all objects of a resource, named by plural and group. */
        void deleteAll(String resource);
    }

    /** With converters by plural and group. */
    public CrdController(
            Backend backend, Consumer<Commit> commits, Map<String, Converter> converters, Instances instances) {
        this.ownership = new SmdOwnership(backend);
        this.instances = instances;
        this.backend = backend;
        this.commits = commits;
        this.converters = new Converters(converters, backend);
    }

    /** Reacts to a change of a definition, and to the end of an object that a definition waits for. */
    public void onCommit(Commit commit) {
        Event event = commit.event();
        if (!commit.def().resource().equals(RESOURCE)) {
            if (event.type() == Event.Type.DELETED && commit.def().custom()) {
                Entry crd =
                        backend.store().current().get(RESOURCE, "", commit.def().resource());
                if (crd != null && isTerminating(crd.object())) {
                    finish(crds(), crd);
                }
            }
            return;
        }
        if (event.type() == Event.Type.DELETED) {
            compiled.remove(event.after().name());
            resources.forget(event.after().name());
            rebuild();
            for (Entry other : backend.store().current().all(RESOURCE)) {
                accept(commit.def(), other);
            }
            rebuild();
            return;
        }
        Entry now = backend.store().current().get(RESOURCE, "", event.after().name());
        if (now == null || now.revision() != event.revision()) {
            return;
        }
        if (isTerminating(now.object())) {
            rebuild();
            finish(commit.def(), now);
            return;
        }
        accept(commit.def(), now);
        rebuild();
    }

    /** {@return the resource that the definitions are} */
    public ResourceDef crds() {
        return Objects.requireNonNull(backend.catalog().find("apiextensions.k8s.io/v1", "customresourcedefinitions"));
    }

    private static boolean isTerminating(ObjectNode crd) {
        return crd.path("metadata").has("deletionTimestamp") && finalizerIndex(crd) >= 0;
    }

    private static int finalizerIndex(ObjectNode crd) {
        JsonNode finalizers = crd.path("metadata").path("finalizers");
        for (int i = 0; i < finalizers.size(); i++) {
            if (finalizers.get(i).asText().equals(FINALIZER)) {
                return i;
            }
        }
        return -1;
    }

    /** Deletes the objects of a definition that is on its way out, and lets it go when none is left. */
    private void finish(ResourceDef crds, Entry entry) {
        Entry crd = entry;
        if (terminatingReason(crd.object()).equals("InstanceDeletionPending")) {
            Entry next = change(
                    crds,
                    crd,
                    status -> terminating(
                            status, "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress"));
            if (next == null) {
                return;
            }
            crd = next;
            instances.deleteAll(crd.name());
        }
        Entry now = backend.store().current().get(RESOURCE, "", crd.name());
        if (now == null || backend.store().current().all(crd.name()).size() > 0) {
            return;
        }
        release(crds, now);
    }

    private void release(ResourceDef crds, Entry crd) {
        ObjectNode changed = Json.withOwnMetadata(crd.object());
        ObjectNode metadata = Json.objectAt(changed, "metadata");
        ArrayNode rest = Json.array();
        metadata.path("finalizers").forEach(finalizer -> {
            if (!finalizer.asText().equals(FINALIZER)) {
                rest.add(finalizer);
            }
        });
        Event event;
        if (rest.isEmpty()) {
            event = backend.store().remove(RESOURCE, crd, changed);
        } else {
            metadata.set("finalizers", rest);
            ObjectNode status = crd.object().path("status").deepCopy();
            changed.set("status", terminating(status, "False", "InstanceDeletionCompleted", "removed all instances"));
            event = backend.store().put(RESOURCE, new Store.Key("", crd.name()), crd, changed);
        }
        if (event != null) {
            commits.accept(new Commit(crds, event, ""));
        }
    }

    private ObjectNode terminating(ObjectNode status, String value, String reason, String message) {
        ArrayNode conditions = conditions(status);
        for (int i = 0; i < conditions.size(); i++) {
            if (Json.textAt(conditions.get(i), "type").equals("Terminating")) {
                conditions.remove(i);
                break;
            }
        }
        conditions.add(DefinitionStatus.condition("Terminating", value, reason, message)
                .put("lastTransitionTime", backend.now()));
        return status;
    }

    private static String terminatingReason(ObjectNode crd) {
        for (JsonNode condition : crd.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals("Terminating")) {
                return Json.textAt(condition, "reason");
            }
        }
        return "";
    }

    private void accept(ResourceDef crds, Entry entry) {
        List<Function<ObjectNode, @Nullable ObjectNode>> steps = List.of(
                crd -> DefinitionStatus.approved(crd, backend.now()),
                crd -> DefinitionStatus.named(crd, backend.store().current().all(RESOURCE), backend.now()),
                crd -> DefinitionStatus.established(crd, backend.now()));
        Entry now = entry;
        for (Function<ObjectNode, @Nullable ObjectNode> step : steps) {
            ObjectNode status = step.apply(now.object());
            Entry next = status == null ? now : change(crds, now, old -> status);
            if (next == null) {
                return;
            }
            now = next;
        }
    }

    private @Nullable Entry change(ResourceDef crds, Entry entry, UnaryOperator<ObjectNode> status) {
        ObjectNode changed = Json.withOwnMetadata(entry.object());
        JsonNode old = entry.object().path("status");
        changed.set("status", status.apply(old instanceof ObjectNode object ? object.deepCopy() : Json.object()));
        changed = ownership.written(self(crds, entry.name()), entry.object(), changed);
        Event event = backend.store().put(RESOURCE, new Store.Key("", entry.name()), entry, changed);
        if (event == null) {
            return null;
        }
        commits.accept(new Commit(crds, event, ""));
        return event.after();
    }

    /** The server itself writes the status of definitions. */
    private Call self(ResourceDef crds, String name) {
        String agent = "kube-apiserver-1." + backend.minor();
        return new Call(
                crds,
                new Call.Address("update", "", name, "status"),
                Query.parse(""),
                new Call.Body("", new byte[0]),
                new Call.Client("system:apiserver", List.of("system:masters"), agent));
    }

    private static ArrayNode conditions(ObjectNode status) {
        return status.get("conditions") instanceof ArrayNode list ? list : status.putArray("conditions");
    }

    /** Makes the catalogue fit the stored definitions, also after the state was replaced. */
    @SuppressWarnings("ReferenceEquality")
    public void rebuild() {
        PersistentMap<Entry> definitions = backend.store().current().all(RESOURCE);
        if (definitions == served) {
            return;
        }
        List<ResourceDef> defs = new ArrayList<>();
        for (Entry entry : definitions) {
            if (DefinitionStatus.is(entry.object(), "Established")) {
                defs.addAll(resources.of(definition(entry)));
            }
        }
        backend.catalog(backend.catalog().withCustom(defs));
        served = definitions;
    }

    private Definition definition(Entry entry) {
        Definition known = compiled.get(entry.name());
        ObjectNode crd = entry.object();
        if (known != null && known.source().path("spec").equals(crd.path("spec"))) {
            boolean same = known.terminating() == DefinitionStatus.is(crd, "Terminating")
                    && known.names().equals(crd.path("status").path("acceptedNames"));
            Definition kept = same ? known : known.withSource(crd);
            compiled.put(entry.name(), kept);
            return kept;
        }
        Definition definition = Definition.read(crd, entry.revision(), converters.of(crd), backend.minor());
        compiled.put(entry.name(), definition);
        if (known == null) {
            backend.store().beginLog(entry.name());
        }
        return definition;
    }
}
