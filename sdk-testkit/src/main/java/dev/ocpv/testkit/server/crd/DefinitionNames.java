package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.store.Entry;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which names of a definition are still free in its group.
 *
 * @param accepted the names that it may have
 * @param conflict the reason why it may not have all, or empty
 * @param message the same in words
 */
record DefinitionNames(ObjectNode accepted, String conflict, String message) {

    static DefinitionNames judge(ObjectNode crd, Iterable<Entry> all) {
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        String group = Json.textAt(crd, "spec", "group");
        for (Entry other : all) {
            JsonNode names = other.object().path("status").path("acceptedNames");
            if (!Json.textAt(other.object(), "spec", "group").equals(group)) {
                continue;
            }
            resources.add(Json.textAt(names, "plural"));
            resources.add(Json.textAt(names, "singular"));
            names.path("shortNames").forEach(name -> resources.add(name.asText()));
            kinds.add(Json.textAt(names, "kind"));
            kinds.add(Json.textAt(names, "listKind"));
        }
        resources.remove("");
        kinds.remove("");
        return judge(crd, resources, kinds);
    }

    private static DefinitionNames judge(ObjectNode crd, Set<String> resources, Set<String> kinds) {
        JsonNode wanted = crd.path("spec").path("names");
        JsonNode had = crd.path("status").path("acceptedNames");
        ObjectNode accepted = Json.object();
        String[] verdict = {"", ""};
        name("plural", wanted, had, resources, accepted, verdict, "PluralConflict");
        name("singular", wanted, had, resources, accepted, verdict, "SingularConflict");
        shortNames(wanted, had, resources, accepted, verdict);
        name("kind", wanted, had, kinds, accepted, verdict, "KindConflict");
        name("listKind", wanted, had, kinds, accepted, verdict, "ListKindConflict");
        if (!Json.isEmpty(wanted.path("categories"))) {
            accepted.set("categories", wanted.path("categories"));
        }
        if (!accepted.has("plural")) {
            accepted.put("plural", "");
        }
        if (!accepted.has("kind")) {
            accepted.put("kind", "");
        }
        return new DefinitionNames(accepted, verdict[0], verdict[1]);
    }

    private static void name(
            String field,
            JsonNode wanted,
            JsonNode had,
            Set<String> taken,
            ObjectNode accepted,
            String[] verdict,
            String reason) {
        String name = Json.textAt(wanted, field);
        if (taken.contains(name) && !name.equals(Json.textAt(had, field))) {
            verdict[0] = reason;
            verdict[1] = "\"" + name + "\" is already in use";
            name = Json.textAt(had, field);
        }
        if (!name.isEmpty()) {
            accepted.put(field, name);
        }
    }

    private static void shortNames(
            JsonNode wanted, JsonNode had, Set<String> taken, ObjectNode accepted, String[] verdict) {
        Set<String> mine = new HashSet<>();
        had.path("shortNames").forEach(name -> mine.add(name.asText()));
        Set<String> conflicts = new LinkedHashSet<>();
        for (JsonNode name : wanted.path("shortNames")) {
            if (taken.contains(name.asText()) && !mine.contains(name.asText())) {
                conflicts.add("\"" + name.asText() + "\" is already in use");
            }
        }
        if (!conflicts.isEmpty()) {
            String all = String.join(", ", conflicts);
            verdict[0] = "ShortNamesConflict";
            verdict[1] = conflicts.size() == 1 ? all : "[" + all + "]";
        }
        JsonNode result = (conflicts.isEmpty() ? wanted : had).path("shortNames");
        if (!Json.isEmpty(result)) {
            accepted.set("shortNames", result);
        }
    }
}
