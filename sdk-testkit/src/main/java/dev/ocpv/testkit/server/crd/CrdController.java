package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.registry.Names;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Event;
import dev.ocpv.testkit.server.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Follows the definitions: accepts their names, establishes them, and keeps the catalogue as they say. */
public final class CrdController {
    /** How the store names the definitions. */
    public static final String RESOURCE = "customresourcedefinitions.apiextensions.k8s.io";

    private final Backend backend;
    private final Consumer<Commit> commits;
    private final Map<String, Converter> converters;
    private final Map<String, Definition> compiled = new ConcurrentHashMap<>();

    /** With converters by plural and group. */
    public CrdController(Backend backend, Consumer<Commit> commits, Map<String, Converter> converters) {
        this.backend = backend;
        this.commits = commits;
        this.converters = converters;
    }

    /** Reacts to a change of a definition. */
    public void onCommit(Commit commit) {
        if (!commit.def().resource().equals(RESOURCE)) {
            return;
        }
        Event event = commit.event();
        if (event.type() == Event.Type.DELETED) {
            compiled.remove(event.after().name());
            rebuild();
            return;
        }
        accept(commit.def(), event.after());
        rebuild();
    }

    private void accept(ResourceDef crds, Entry entry) {
        ObjectNode crd = entry.object();
        if (condition(crd, "Established").equals("True")
                && crd.path("status")
                        .path("acceptedNames")
                        .equals(crd.path("spec").path("names"))) {
            return;
        }
        Entry named = change(crds, entry, status -> {
            status.set("acceptedNames", crd.path("spec").path("names"));
            ArrayNode conditions = conditions(status);
            conditions.add(condition("NamesAccepted", "True", "NoConflicts", "no conflicts found"));
            conditions.add(condition("Established", "False", "Installing", "the initial names have been accepted"));
            return status;
        });
        if (named == null) {
            return;
        }
        change(crds, named, status -> {
            ArrayNode conditions = conditions(status);
            conditions.removeAll();
            conditions.add(condition("NamesAccepted", "True", "NoConflicts", "no conflicts found"));
            conditions.add(
                    condition("Established", "True", "InitialNamesAccepted", "the initial names have been accepted"));
            return status;
        });
    }

    private @Nullable Entry change(ResourceDef crds, Entry entry, UnaryOperator<ObjectNode> status) {
        ObjectNode changed = Json.withOwnMetadata(entry.object());
        JsonNode old = entry.object().path("status");
        changed.set("status", status.apply(old instanceof ObjectNode object ? object.deepCopy() : Json.object()));
        Event event = backend.store().put(RESOURCE, new Store.Key("", entry.name()), entry, changed);
        if (event == null) {
            return null;
        }
        commits.accept(new Commit(crds, event));
        return event.after();
    }

    private static ArrayNode conditions(ObjectNode status) {
        return status.get("conditions") instanceof ArrayNode list ? list : status.putArray("conditions");
    }

    private ObjectNode condition(String type, String status, String reason, String message) {
        ObjectNode condition = Json.object();
        condition.put("type", type).put("status", status).put("lastTransitionTime", backend.now());
        return condition.put("reason", reason).put("message", message);
    }

    private static String condition(ObjectNode crd, String type) {
        for (JsonNode condition : crd.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals(type)) {
                return Json.textAt(condition, "status");
            }
        }
        return "";
    }

    /** Makes the catalogue fit the stored definitions, also after the state was replaced. */
    public void rebuild() {
        List<ResourceDef> defs = new ArrayList<>();
        for (Entry entry : backend.store().current().all(RESOURCE)) {
            if (condition(entry.object(), "Established").equals("True")) {
                defs.addAll(resources(definition(entry)));
            }
        }
        backend.catalog(backend.catalog().withCustom(defs));
    }

    private Definition definition(Entry entry) {
        Definition known = compiled.get(entry.name());
        ObjectNode crd = entry.object();
        if (known != null && known.source().path("spec").equals(crd.path("spec"))) {
            return known;
        }
        Converter converter = converters.getOrDefault(entry.name(), Converter.NONE);
        Definition definition = Definition.compile(crd, entry.revision(), converter, backend.minor());
        compiled.put(entry.name(), definition);
        if (known == null) {
            backend.store().log(entry.name());
        }
        return definition;
    }

    private List<ResourceDef> resources(Definition definition) {
        List<ResourceDef> defs = new ArrayList<>();
        JsonNode names = definition.source().path("spec").path("names");
        Names called = new Names(
                definition.group(),
                Json.textAt(names, "plural"),
                Json.textAt(names, "singular"),
                Json.textAt(names, "kind"),
                Json.textAt(names, "listKind"),
                texts(names.path("shortNames")),
                texts(names.path("categories")));
        boolean namespaced = Json.textAt(definition.source(), "spec", "scope").equals("Namespaced");
        for (Definition.Version version : definition.versions()) {
            if (version.served()) {
                defs.add(new ResourceDef(
                        called,
                        version.name(),
                        namespaced,
                        true,
                        ResourceDef.ALL_VERBS,
                        subresources(called, version),
                        new CustomStrategy(definition, version)));
            }
        }
        return defs;
    }

    private static Map<String, ResourceDef.Subresource> subresources(Names names, Definition.Version version) {
        Map<String, ResourceDef.Subresource> subresources = new LinkedHashMap<>();
        List<String> verbs = List.of("get", "patch", "update");
        if (version.hasStatus()) {
            subresources.put(
                    "status",
                    new ResourceDef.Subresource("status", verbs, names.group(), version.name(), names.kind()));
        }
        if (!version.scale().isMissingNode()) {
            subresources.put("scale", new ResourceDef.Subresource("scale", verbs, "autoscaling", "v1", "Scale"));
        }
        return subresources;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
