package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Names;
import dev.ocpv.testkit.server.registry.ResourceDef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The resources that definitions make, made once for each definition. */
final class DefinedResources {
    private static final List<String> TERMINATING_VERBS = List.of("delete", "deletecollection", "get", "list", "watch");

    private final Map<String, Made> made = new ConcurrentHashMap<>();

    private record Made(Definition definition, List<ResourceDef> resources) {}

    /** {@return the resources of a definition; the same ones as long as it is the same} */
    @SuppressWarnings("ReferenceEquality")
    List<ResourceDef> of(Definition definition) {
        String name = Json.textAt(definition.source(), "metadata", "name");
        Made known = made.get(name);
        if (known == null || known.definition != definition) {
            known = new Made(definition, make(definition));
            made.put(name, known);
        }
        return known.resources;
    }

    void forget(String name) {
        made.remove(name);
    }

    private static List<ResourceDef> make(Definition definition) {
        List<ResourceDef> defs = new ArrayList<>();
        JsonNode names = definition.names();
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
                        definition.terminating() ? TERMINATING_VERBS : ResourceDef.ALL_VERBS,
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
