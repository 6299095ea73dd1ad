package dev.ocpv.testkit.server.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Empties namespaces that are on their way out, says in their conditions what is in the way, and lets them go.
 *
 * <p>It starts five seconds after the deletion, as the real one does.
 */
public final class NamespaceController {
    private static final String RESOURCE = "namespaces";
    private static final String FINALIZER = "kubernetes";
    private static final String REMAINING = "NamespaceContentRemaining";
    private static final String HELD = "NamespaceFinalizersRemaining";
    private static final Duration DELAY = Duration.ofSeconds(5);

    private final Backend backend;
    private final Backend.Timer timer;
    private final Requests requests;
    private final Set<String> started = new HashSet<>();

    /** With a timer whose tasks are followed by whatever they cause. */
    public NamespaceController(Backend backend, Registry registry, Backend.Timer timer) {
        this.backend = backend;
        this.timer = timer;
        this.requests = new Requests(backend, registry, "namespace-controller");
    }

    /** {@return the uids of the namespaces that are being emptied} */
    public Set<String> started() {
        return Set.copyOf(started);
    }

    /** The state was replaced by one in which these namespaces were being emptied. */
    public void restore(Set<String> then) {
        started.clear();
        started.addAll(then);
    }

    /** Reacts to a change of any object. */
    public void onCommit(Commit commit) {
        Entry before = commit.event().before();
        Entry after = commit.event().after();
        boolean gone = commit.event().type() == Event.Type.DELETED;
        if (commit.def().resource().equals(RESOURCE)) {
            if (gone) {
                started.remove(uid(after));
            } else if (Item.isGoing(after) && (before == null || !Item.isGoing(before))) {
                startLater(after);
            }
        } else if (gone && !started.isEmpty()) {
            Entry namespace = backend.store().current().get(RESOURCE, "", after.namespace());
            if (namespace != null && started.contains(uid(namespace))) {
                report(namespace);
            }
        }
    }

    private void startLater(Entry namespace) {
        String uid = uid(namespace);
        timer.schedule(DELAY, () -> {
            Entry now = backend.store().current().get(RESOURCE, "", namespace.name());
            if (now != null && uid(now).equals(uid) && started.add(uid)) {
                resources().values().forEach(def -> requests.deleteAll(def, now.name()));
                report(now);
            }
        });
    }

    private static String uid(Entry entry) {
        return Json.textAt(entry.object(), "metadata", "uid");
    }

    /** {@return one version of each resource that namespaces hold} */
    private Map<String, ResourceDef> resources() {
        Map<String, ResourceDef> resources = new TreeMap<>();
        for (Map<String, ResourceDef> version : backend.catalog().byVersion().values()) {
            for (ResourceDef def : version.values()) {
                if (def.namespaced() && def.verbs().contains("deletecollection")) {
                    resources.putIfAbsent(def.resource(), def);
                }
            }
        }
        return resources;
    }

    private void report(Entry namespace) {
        Map<String, Integer> left = new TreeMap<>();
        Map<String, Integer> held = new TreeMap<>();
        resources().forEach((resource, def) -> count(def, namespace.name(), left, held));
        ResourceDef namespaces = backend.catalog().find("v1", RESOURCE);
        Item item = Item.of(Objects.requireNonNull(namespaces), namespace);
        ObjectNode object = namespace.object().deepCopy();
        object.put("kind", "Namespace").put("apiVersion", "v1");
        Json.objectAt(object, "status").set("conditions", conditions(object, left, held));
        requests.update(item, "status", object);
        if (left.isEmpty()) {
            Entry emptied = backend.store().current().get(RESOURCE, "", namespace.name());
            if (emptied != null) {
                finish(item, emptied.object().deepCopy());
            }
        }
    }

    private void finish(Item item, ObjectNode object) {
        object.put("kind", "Namespace").put("apiVersion", "v1");
        ArrayNode rest = Json.array();
        object.path("spec").path("finalizers").forEach(finalizer -> {
            if (!finalizer.asText().equals(FINALIZER)) {
                rest.add(finalizer);
            }
        });
        Json.objectAt(object, "spec").set("finalizers", rest);
        requests.update(item, "finalize", object);
    }

    private void count(ResourceDef def, String namespace, Map<String, Integer> left, Map<String, Integer> held) {
        Iterator<Entry> entries = backend.store().current().from(def.resource(), namespace + "/");
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!entry.namespace().equals(namespace)) {
                return;
            }
            left.merge(def.plural() + "." + def.group(), 1, Integer::sum);
            entry.object()
                    .path("metadata")
                    .path("finalizers")
                    .forEach(finalizer -> held.merge(finalizer.asText(), 1, Integer::sum));
        }
    }

    private ArrayNode conditions(ObjectNode namespace, Map<String, Integer> left, Map<String, Integer> held) {
        ArrayNode conditions = Json.array();
        conditions.add(condition(
                namespace,
                "NamespaceDeletionDiscoveryFailure",
                "ResourcesDiscovered",
                "All resources successfully discovered"));
        conditions.add(condition(
                namespace,
                "NamespaceDeletionGroupVersionParsingFailure",
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"));
        conditions.add(condition(
                namespace,
                "NamespaceDeletionContentFailure",
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"));
        conditions.add(
                left.isEmpty()
                        ? condition(namespace, REMAINING, "ContentRemoved", "All content successfully removed")
                        : condition(
                                namespace,
                                REMAINING,
                                "SomeResourcesRemain",
                                "Some resources are remaining: " + counted(left, " has ")));
        conditions.add(
                held.isEmpty()
                        ? condition(
                                namespace, HELD, "ContentHasNoFinalizers", "All content-preserving finalizers finished")
                        : condition(
                                namespace,
                                HELD,
                                "SomeFinalizersRemain",
                                "Some content in the namespace has finalizers remaining: " + counted(held, " in ")));
        return conditions;
    }

    private static String counted(Map<String, Integer> counts, String between) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + between + count.getValue() + " resource instances")
                .collect(Collectors.joining(", "));
    }

    /** What still remains is True, all else is False; the time is that of the last change between the two. */
    private ObjectNode condition(ObjectNode namespace, String type, String reason, String message) {
        String status = reason.endsWith("Remain") ? "True" : "False";
        String since = backend.now();
        for (JsonNode known : namespace.path("status").path("conditions")) {
            if (Json.textAt(known, "type").equals(type)
                    && Json.textAt(known, "status").equals(status)) {
                since = Json.textAt(known, "lastTransitionTime");
            }
        }
        ObjectNode condition = Json.object();
        condition.put("type", type).put("status", status).put("lastTransitionTime", since);
        return condition.put("reason", reason).put("message", message);
    }
}
