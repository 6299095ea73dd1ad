package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.ResourceDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be done with the resources of one group and version, path by path. */
final class Operations {
    private static final List<String> CUSTOM_TYPES = List.of("application/json", "application/yaml");
    static final List<String> TYPES =
            List.of("application/json", "application/vnd.kubernetes.protobuf", "application/yaml");
    private static final List<String> CUSTOM_PATCHES =
            List.of("application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json");
    private static final List<String> PATCHES = List.of(
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json");
    private static final Map<String, String> WORDS = Map.of(
            "get", "read",
            "put", "replace",
            "post", "create",
            "deletecollection", "delete a collection of");

    private final ObjectNode paths;
    private final SchemaNames names;
    private final Parameters parameters;

    Operations(ObjectNode paths, SchemaNames names, Parameters parameters) {
        this.paths = paths;
        this.names = names;
        this.parameters = parameters;
    }

    /**
     * One operation on its way into the document.
     *
     * @param def the resource
     * @param action what it does, as the document calls it
     * @param suffix the end of its name
     * @param kind its group, version and kind
     * @param schema the schema of what it answers
     */
    private record Operation(ResourceDef def, String action, String suffix, ObjectNode kind, String schema) {
        String method() {
            return switch (action) {
                case "list", "get" -> "get";
                case "deletecollection", "delete" -> "delete";
                default -> action;
            };
        }
    }

    /** Adds the paths of a resource. */
    void add(ResourceDef def) {
        String root = def.group().isEmpty() ? "/api/" : "/apis/";
        String base = root + def.apiVersion() + "/";
        String at = def.namespaced() ? base + "namespaces/{namespace}/" + def.plural() : base + def.plural();
        ObjectNode kind = kind(def.group(), def.version(), def.kind());
        String item = names.of(def);
        String listed = names.ofList(def);
        String scope = def.namespaced() ? "Namespaced" : "";
        boolean all = def.custom();
        if (def.namespaced() && (all || def.verbs().contains("list"))) {
            path(
                    base + def.plural(),
                    List.of(new Operation(def, "list", def.kind() + "ForAllNamespaces", kind, listed)));
        }
        Map<String, String> collection = new LinkedHashMap<>();
        collection.put("list", "list");
        collection.put("create", "post");
        collection.put("deletecollection", "deletecollection");
        path(at, operations(def, collection, new Operation(def, "", scope + def.kind(), kind, item)));
        Map<String, String> one = new LinkedHashMap<>();
        one.put("get", "get");
        one.put("update", "put");
        one.put("delete", "delete");
        one.put("patch", "patch");
        path(at + "/{name}", operations(def, one, new Operation(def, "", scope + def.kind(), kind, item)));
        def.subresources().values().forEach(sub -> subresource(def, sub, at));
    }

    private void subresource(ResourceDef def, ResourceDef.Subresource sub, String at) {
        String schema = names.of(def, sub);
        if (schema.isEmpty()) {
            return;
        }
        ObjectNode kind = def.custom()
                ? kind(def.group(), def.version(), def.kind())
                : kind(sub.group(), sub.version(), sub.kind());
        String name = (def.namespaced() ? "Namespaced" : "") + def.kind() + capital(sub.name());
        List<Operation> operations = new java.util.ArrayList<>();
        Map<String, String> actions = Map.of("get", "get", "update", "put", "patch", "patch", "create", "post");
        for (String verb : List.of("get", "update", "patch", "create")) {
            if (sub.verbs().contains(verb)) {
                operations.add(new Operation(def, actions.getOrDefault(verb, verb), name, kind, schema));
            }
        }
        path(at + "/{name}/" + sub.name(), operations);
    }

    private List<Operation> operations(ResourceDef def, Map<String, String> actions, Operation like) {
        List<Operation> operations = new java.util.ArrayList<>();
        actions.forEach((verb, action) -> {
            if (def.custom() || def.verbs().contains(verb)) {
                String schema = switch (action) {
                    case "list" -> names.ofList(def);
                    case "delete", "deletecollection" -> names.status();
                    default -> like.schema();
                };
                operations.add(new Operation(def, action, like.suffix(), like.kind(), schema));
            }
        });
        return operations;
    }

    private void path(String path, List<Operation> operations) {
        if (operations.isEmpty()) {
            return;
        }
        ObjectNode item = paths.putObject(path);
        Map<String, List<ObjectNode>> byMethod = new LinkedHashMap<>();
        for (Operation operation : operations) {
            item.set(operation.method(), operation(operation));
            byMethod.put(operation.method(), parameters.of(operation.action(), path));
        }
        Parameters.place(item, byMethod);
    }

    private ObjectNode operation(Operation operation) {
        ResourceDef def = operation.def();
        ObjectNode node = Json.object();
        node.putArray("tags").add(identifier(group(def), false) + "_" + identifier(def.version(), false));
        node.put("description", description(operation));
        node.put("operationId", operationId(operation));
        sent(node, operation);
        answered(node.putObject("responses"), operation);
        node.put("x-kubernetes-action", operation.action());
        node.set("x-kubernetes-group-version-kind", operation.kind());
        return node;
    }

    private void sent(ObjectNode node, Operation operation) {
        ResourceDef def = operation.def();
        List<String> types = def.custom() ? CUSTOM_TYPES : TYPES;
        switch (operation.action()) {
            case "post", "put" ->
                content(node.putObject("requestBody"), types, operation.schema())
                        .put("required", true);
            case "patch" ->
                content(node.putObject("requestBody"), def.custom() ? CUSTOM_PATCHES : PATCHES, names.patch())
                        .put("required", true);
            case "delete" -> content(node.putObject("requestBody"), types, names.deleteOptions());
            default -> {
                // nothing is sent
            }
        }
    }

    private static void answered(ObjectNode responses, Operation operation) {
        ResourceDef def = operation.def();
        List<String> types = def.custom() ? CUSTOM_TYPES : TYPES;
        response(responses, "200", "OK", types, operation.schema());
        switch (operation.action()) {
            case "post" -> {
                response(responses, "201", "Created", types, operation.schema());
                response(responses, "202", "Accepted", types, operation.schema());
            }
            case "put" -> response(responses, "201", "Created", types, operation.schema());
            case "delete" -> response(responses, "202", "Accepted", types, operation.schema());
            case "patch" -> {
                if (!def.custom()) {
                    response(responses, "201", "Created", types, operation.schema());
                }
            }
            default -> {
                // only 200
            }
        }
        responses.putObject("401").put("description", "Unauthorized");
    }

    private static void response(ObjectNode responses, String code, String text, List<String> types, String schema) {
        content(responses.putObject(code).put("description", text), types, schema);
    }

    static ObjectNode content(ObjectNode in, List<String> types, String schema) {
        ObjectNode content = in.putObject("content");
        for (String type : types) {
            content.putObject(type).putObject("schema").put("$ref", SchemaNames.PREFIX + schema);
        }
        return in;
    }

    private static String description(Operation operation) {
        String verb = WORDS.getOrDefault(operation.action(), operation.action());
        return operation.action().equals("list")
                ? "list or watch objects of kind " + operation.def().kind()
                : verb + " " + operation.def().kind() + " objects";
    }

    private static String operationId(Operation operation) {
        String verb = WORDS.getOrDefault(operation.action(), operation.action());
        boolean many = operation.action().equals("deletecollection");
        ResourceDef def = operation.def();
        return (many ? "delete" : verb)
                + identifier(group(def), true)
                + identifier(def.version(), true)
                + (many ? "Collection" : "")
                + operation.suffix();
    }

    private static String group(ResourceDef def) {
        return def.group().isEmpty() ? "core" : shortGroup(def.group());
    }

    static String shortGroup(String group) {
        return group.endsWith(".k8s.io") ? group.substring(0, group.length() - ".k8s.io".length()) : group;
    }

    static String identifier(String text, boolean startsUpper) {
        StringBuilder id = new StringBuilder();
        boolean upper = startsUpper;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c) || c == '_' || (i > 0 && Character.isDigit(c))) {
                id.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            } else {
                upper = true;
            }
        }
        return id.toString();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static ObjectNode kind(String group, String version, String kind) {
        return Json.object().put("group", group).put("version", version).put("kind", kind);
    }
}
