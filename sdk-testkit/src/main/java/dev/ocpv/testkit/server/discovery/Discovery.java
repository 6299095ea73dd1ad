package dev.ocpv.testkit.server.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Catalog;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.VersionOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The discovery documents of one catalogue: groups, versions and resources. */
public record Discovery(Catalog catalog, int minor) {
    /** The groups in the order of their priority; those that are not here, custom ones, follow by their names. */
    private static final List<String> ORDER = List.of(
            "",
            "apiregistration.k8s.io",
            "apps",
            "events.k8s.io",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "networking.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "storage.k8s.io",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "scheduling.k8s.io",
            "coordination.k8s.io",
            "node.k8s.io",
            "discovery.k8s.io");

    /** The minor from which on an absent time of creation is left out. */
    private static final int WITHOUT_EMPTY_TIMES = 34;

    /** {@return the document of {@code /api}} */
    public ObjectNode coreVersions() {
        ObjectNode document = Json.object().put("kind", "APIVersions");
        document.putArray("versions").add("v1");
        document.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", "127.0.0.1");
        return document;
    }

    /** {@return the document of {@code /apis}: built-in groups first} */
    public ObjectNode groups() {
        ObjectNode document = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = document.putArray("groups");
        versionsByGroup().forEach((group, versions) -> {
            if (!group.isEmpty()) {
                groups.add(describe(Json.object(), group, versions));
            }
        });
        return document;
    }

    /** {@return the document of one group; empty when there is no such group} */
    public Optional<ObjectNode> group(String name) {
        List<String> versions = versionsByGroup().get(name);
        return Optional.ofNullable(versions)
                .map(some -> describe(Json.object().put("kind", "APIGroup").put("apiVersion", "v1"), name, some));
    }

    /** {@return the resources of one group and version; empty when it is not served} */
    public Optional<ObjectNode> resources(String apiVersion) {
        Map<String, ResourceDef> defs = catalog.byVersion().get(apiVersion);
        if (defs == null) {
            return Optional.empty();
        }
        ObjectNode document = Json.object().put("kind", "APIResourceList");
        if (apiVersion.indexOf('/') > 0) {
            document.put("apiVersion", "v1");
        }
        document.put("groupVersion", apiVersion);
        ArrayNode resources = document.putArray("resources");
        sorted(defs.values()).forEach(def -> {
            resources.add(ResourceEntries.plain(def, minor));
            def.subresources().values().forEach(sub -> resources.add(ResourceEntries.plain(def, sub)));
        });
        return Optional.of(document);
    }

    /**
     * {@return the aggregated document of {@code /api} or {@code /apis}}
     *
     * @param form the version of the document
     */
    public ObjectNode aggregated(boolean core, String form) {
        ObjectNode document = Json.object().put("kind", "APIGroupDiscoveryList");
        document.put("apiVersion", "apidiscovery.k8s.io/" + form).putObject("metadata");
        ArrayNode items = document.putArray("items");
        versionsByGroup().forEach((group, versions) -> {
            if (group.isEmpty() == core) {
                ObjectNode item = items.addObject();
                ObjectNode metadata = item.putObject("metadata");
                if (!group.isEmpty()) {
                    metadata.put("name", group);
                }
                if (minor < WITHOUT_EMPTY_TIMES) {
                    metadata.putNull("creationTimestamp");
                }
                ArrayNode list = item.putArray("versions");
                versions.forEach(version -> list.add(aggregated(group, version)));
            }
        });
        return document;
    }

    private ObjectNode aggregated(String group, String version) {
        ObjectNode document = Json.object().put("version", version);
        ArrayNode resources = document.putArray("resources");
        Map<String, ResourceDef> defs =
                catalog.byVersion().getOrDefault(ResourceDef.apiVersion(group, version), Map.of());
        sorted(defs.values()).forEach(def -> resources.add(ResourceEntries.aggregated(def)));
        return document.put("freshness", "Current");
    }

    private static List<ResourceDef> sorted(Collection<ResourceDef> defs) {
        return defs.stream()
                .sorted((one, other) -> one.plural().compareTo(other.plural()))
                .toList();
    }

    private Map<String, List<String>> versionsByGroup() {
        Map<String, List<String>> all =
                new TreeMap<>(Comparator.comparingInt(Discovery::place).thenComparing(Comparator.naturalOrder()));
        catalog.byVersion().values().forEach(defs -> {
            ResourceDef any = defs.values().iterator().next();
            all.merge(any.group(), List.of(any.version()), Discovery::join);
        });
        return all;
    }

    private static int place(String group) {
        int place = ORDER.indexOf(group);
        return place < 0 ? ORDER.size() : place;
    }

    private static List<String> join(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream())
                .distinct()
                .sorted(VersionOrder.NEWEST_FIRST)
                .toList();
    }

    private static ObjectNode describe(ObjectNode document, String group, List<String> versions) {
        document.put("name", group);
        ArrayNode list = document.putArray("versions");
        versions.forEach(version -> list.add(version(group, version)));
        document.set("preferredVersion", version(group, versions.get(0)));
        return document;
    }

    private static ObjectNode version(String group, String version) {
        return Json.object()
                .put("groupVersion", ResourceDef.apiVersion(group, version))
                .put("version", version);
    }
}
