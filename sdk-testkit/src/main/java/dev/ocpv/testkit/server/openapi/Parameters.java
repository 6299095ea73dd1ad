package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of operations: those that all of a path's operations have stand at the path. */
final class Parameters {
    private static final Map<String, Set<String>> BY_ACTION = Map.of(
            "get", Set.of("resourceVersion"),
            "list", list(),
            "deletecollection", list(),
            "post", Set.of("dryRun", "fieldManager", "fieldValidation"),
            "put", Set.of("dryRun", "fieldManager", "fieldValidation"),
            "patch", Set.of("dryRun", "fieldManager", "fieldValidation", "force"),
            "delete",
                    Set.of(
                            "dryRun",
                            "gracePeriodSeconds",
                            "ignoreStoreReadErrorWithClusterBreakingPotential",
                            "orphanDependents",
                            "propagationPolicy"));
    private static final Map<String, String> TYPES = Map.of(
            "allowWatchBookmarks", "boolean",
            "force", "boolean",
            "gracePeriodSeconds", "integer",
            "ignoreStoreReadErrorWithClusterBreakingPotential", "boolean",
            "limit", "integer",
            "orphanDependents", "boolean",
            "sendInitialEvents", "boolean",
            "timeoutSeconds", "integer",
            "watch", "boolean");

    private final Words words;
    private final int minor;

    Parameters(Words words, int minor) {
        this.words = words;
        this.minor = minor;
    }

    private static Set<String> list() {
        return Set.of(
                "allowWatchBookmarks",
                "continue",
                "fieldSelector",
                "labelSelector",
                "limit",
                "resourceVersion",
                "resourceVersionMatch",
                "sendInitialEvents",
                "timeoutSeconds",
                "watch");
    }

    /** {@return the parameters of an operation, by name} */
    List<ObjectNode> of(String action, String path) {
        List<ObjectNode> all = new ArrayList<>();
        all.add(parameter("pretty", "query"));
        for (String name : BY_ACTION.getOrDefault(action, Set.of())) {
            if (minor > 31 || !name.startsWith("ignoreStoreReadError")) {
                all.add(parameter(name, "query"));
            }
        }
        for (String name : List.of("name", "namespace")) {
            if (path.contains("{" + name + "}")) {
                all.add(parameter(name, "path"));
            }
        }
        all.sort(Comparator.comparing(one -> Json.textAt(one, "name")));
        return all;
    }

    private ObjectNode parameter(String name, String in) {
        ObjectNode parameter = Json.object().put("name", name).put("in", in);
        parameter.put("description", words.of("parameter." + name));
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        parameter
                .putObject("schema")
                .put("type", TYPES.getOrDefault(name, "string"))
                .put("uniqueItems", true);
        return parameter;
    }

    /** Writes the parameters of a path's operations where they belong. */
    static void place(ObjectNode item, Map<String, List<ObjectNode>> byMethod) {
        List<ObjectNode> shared = new ArrayList<>(byMethod.values().iterator().next());
        byMethod.values().forEach(shared::retainAll);
        byMethod.forEach((method, all) -> {
            List<ObjectNode> own = new ArrayList<>(all);
            own.removeAll(shared);
            if (!own.isEmpty()) {
                array(Json.objectAt(item, method), own);
            }
        });
        if (!shared.isEmpty()) {
            array(item, shared);
        }
    }

    private static void array(ObjectNode in, List<ObjectNode> parameters) {
        ArrayNode list = in.putArray("parameters");
        parameters.forEach(list::add);
    }
}
