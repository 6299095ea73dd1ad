package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.TypeDocuments;
import dev.ocpv.testkit.server.builtin.TypeNames;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.crd.CustomStrategy;
import dev.ocpv.testkit.server.discovery.Release;
import dev.ocpv.testkit.server.registry.ResourceDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the OpenAPI v3 document of one group and version. */
final class GroupVersionDocument {
    private static final int WITH_SELECTABLE_FIELDS = 31;
    private static final int WITH_SHORT_VERSION = 33;

    private final int minor;
    private final Words words;
    private final TypeDocuments types;
    private final SchemaNames names;
    private final Map<String, ObjectNode> schemas = new TreeMap<>();
    private final Map<String, ObjectNode> kinds = new LinkedHashMap<>();

    GroupVersionDocument(int minor, Words words) {
        this.minor = minor;
        this.words = words;
        this.types = new TypeDocuments(minor, words::of);
        this.names = new SchemaNames(types);
    }

    /** {@return the document of these resources} */
    ObjectNode write(Collection<ResourceDef> defs) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        if (defs.stream().allMatch(ResourceDef::custom)) {
            document.putObject("info")
                    .put("title", "APIs of CustomResourceDefinitions")
                    .put("version", "v0.1.0");
        } else {
            identify(document);
        }
        ObjectNode paths = document.putObject("paths");
        Operations operations = new Operations(paths, names, new Parameters(words, minor));
        List<ResourceDef> sorted = new ArrayList<>(defs);
        sorted.sort(Comparator.comparing(ResourceDef::plural));
        sorted.forEach(def -> {
            if (def.custom() || !TypeDocuments.typeOf(def).equals("meta.Status")) {
                operations.add(def);
                schemas(def);
            }
        });
        return complete(document);
    }

    /** {@return the document of a path that tells what a server has} */
    ObjectNode write(DiscoveryPath path) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        identify(document);
        path.write(document.putObject("paths"));
        return complete(document);
    }

    private void identify(ObjectNode document) {
        String version = minor < WITH_SHORT_VERSION ? Release.gitVersion(minor) : "1." + minor;
        document.putObject("info").put("title", "Kubernetes").put("version", version);
    }

    private ObjectNode complete(ObjectNode document) {
        addReferenced(document.path("paths"));
        ObjectNode components = document.putObject("components").putObject("schemas");
        schemas.forEach(components::set);
        return document;
    }

    private void schemas(ResourceDef def) {
        if (def.strategy() instanceof CustomStrategy custom) {
            custom(def, custom);
            return;
        }
        kinds.put(TypeDocuments.typeOf(def), kind(def.group(), def.version(), def.kind()));
        String name = names.of(def);
        ObjectNode list = new CustomSchemas(words).list(def.kind(), def.kind() + "List", def.plural(), name);
        Json.objectAt(list, "properties", "metadata").putObject("default");
        identify(list, def, def.kind() + "List");
        if (def.verbs().contains("list")) {
            schemas.put(names.ofList(def), list);
        }
    }

    private void custom(ResourceDef def, CustomStrategy strategy) {
        CustomSchemas converter = new CustomSchemas(words);
        JsonNode source = strategy.version().source().path("schema").path("openAPIV3Schema");
        ObjectNode schema = converter.kind(source);
        identify(schema, def, def.kind());
        ObjectNode list = converter.list(def.kind(), def.names().listKind(), def.plural(), names.of(def));
        identify(list, def, def.names().listKind());
        if (minor >= WITH_SELECTABLE_FIELDS) {
            selectable(schema, strategy);
            selectable(list, strategy);
        }
        schemas.put(names.of(def), schema);
        schemas.put(names.ofList(def), list);
    }

    private static void selectable(ObjectNode schema, CustomStrategy strategy) {
        Set<String> fields = strategy.version().selectableFields().keySet();
        if (!fields.isEmpty()) {
            ArrayNode list = schema.putArray("x-kubernetes-selectable-fields");
            fields.forEach(field -> list.addObject().put("fieldPath", field));
        }
    }

    private static void identify(ObjectNode schema, ResourceDef def, String kind) {
        schema.putArray("x-kubernetes-group-version-kind").add(kind(def.group(), def.version(), kind));
    }

    private static ObjectNode kind(String group, String version, String kind) {
        return Json.object().put("group", group).put("kind", kind).put("version", version);
    }

    /** Adds every schema that something refers to. */
    private void addReferenced(JsonNode paths) {
        Set<String> wanted = new HashSet<>();
        collect(paths, wanted);
        new ArrayList<>(schemas.values()).forEach(schema -> collect(schema, wanted));
        List<String> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            if (schemas.containsKey(name)) {
                continue;
            }
            ObjectNode schema = referenced(TypeNames.type(name));
            schemas.put(name, schema);
            Set<String> more = new HashSet<>();
            collect(schema, more);
            open.addAll(more);
        }
    }

    private ObjectNode referenced(String type) {
        ObjectNode gvk = kinds.get(type);
        boolean isScale = type.equals("autoscaling.Scale");
        ObjectNode schema = types.schema(type, gvk != null || isScale);
        if (gvk != null) {
            schema.putArray("x-kubernetes-group-version-kind").add(gvk);
        } else if (isScale) {
            schema.putArray("x-kubernetes-group-version-kind").add(kind("autoscaling", "v1", "Scale"));
        } else {
            ArrayNode registered = RegisteredVersions.of(type, minor);
            if (!registered.isEmpty()) {
                schema.set("x-kubernetes-group-version-kind", registered);
            }
        }
        return schema;
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node instanceof ObjectNode object) {
            JsonNode reference = object.get("$ref");
            if (reference != null && reference.isTextual()) {
                names.add(reference.textValue().substring(SchemaNames.PREFIX.length()));
            }
        }
        for (JsonNode child : node) {
            collect(child, names);
        }
    }
}
