package dev.ocpv.testkit.server.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.ResourceDef.Subresource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One resource as discovery lists it. */
final class ResourceEntries {
    /** The order in which the extension server lists the verbs of custom resources. */
    private static final List<String> CUSTOM_VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    /** What the real server stores in another group or version than those it serves. */
    private static final Map<String, String> STORED_AS = Map.of(
            "events.k8s.io/v1/Event",
            "/v1/Event",
            "autoscaling/v1/HorizontalPodAutoscaler",
            "autoscaling/v2/HorizontalPodAutoscaler",
            "apiextensions.k8s.io/v1/CustomResourceDefinition",
            "apiextensions.k8s.io/v1beta1/CustomResourceDefinition",
            "storage.k8s.io/v1/VolumeAttributesClass",
            "storage.k8s.io/v1beta1/VolumeAttributesClass");

    /** What releases before 1.31 store in an older version than the one they serve. */
    private static final Map<String, String> ONCE_STORED_AS = Map.of(
            "discovery.k8s.io/v1/EndpointSlice",
            "discovery.k8s.io/v1beta1/EndpointSlice",
            "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy",
            "admissionregistration.k8s.io/v1beta1/ValidatingAdmissionPolicy",
            "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding",
            "admissionregistration.k8s.io/v1beta1/ValidatingAdmissionPolicyBinding");

    private ResourceEntries() {}

    static ObjectNode plain(ResourceDef def, int minor) {
        ObjectNode entry = Json.object().put("name", def.plural());
        entry.put("singularName", def.names().singular()).put("namespaced", def.namespaced());
        entry.put("kind", def.kind());
        texts(entry, "verbs", def.custom() ? customVerbs(def) : def.verbs());
        common(entry, def);
        if (def.verbs().contains("watch")) {
            entry.put("storageVersionHash", hash(def, minor));
        }
        return entry;
    }

    static ObjectNode plain(ResourceDef def, Subresource sub) {
        ObjectNode entry = Json.object().put("name", def.plural() + "/" + sub.name());
        entry.put("singularName", "").put("namespaced", def.namespaced());
        if (isForeign(def, sub)) {
            entry.put("group", sub.group()).put("version", sub.version());
        }
        entry.put("kind", sub.kind());
        texts(entry, "verbs", sub.verbs());
        return entry;
    }

    static ObjectNode aggregated(ResourceDef def) {
        ObjectNode entry = Json.object().put("resource", def.plural());
        entry.set("responseKind", ownKind(def, def.kind()));
        entry.put("scope", def.namespaced() ? "Namespaced" : "Cluster");
        entry.put("singularResource", def.names().singular());
        texts(entry, "verbs", def.custom() ? customVerbs(def) : def.verbs());
        common(entry, def);
        if (!def.subresources().isEmpty()) {
            ArrayNode list = entry.putArray("subresources");
            def.subresources().values().forEach(sub -> list.add(aggregated(def, sub)));
        }
        return entry;
    }

    private static ObjectNode aggregated(ResourceDef def, Subresource sub) {
        ObjectNode entry = Json.object().put("subresource", sub.name());
        boolean foreign = isForeign(def, sub);
        entry.set("responseKind", foreign ? kind(sub.group(), sub.version(), sub.kind()) : ownKind(def, sub.kind()));
        texts(entry, "verbs", sub.verbs());
        return entry;
    }

    /** Built-in kinds are said to be of no group and version where they are those of the resource. */
    private static ObjectNode ownKind(ResourceDef def, String kind) {
        return def.custom() ? kind(def.group(), def.version(), kind) : kind("", "", kind);
    }

    private static boolean isForeign(ResourceDef def, Subresource sub) {
        return !sub.version().isEmpty()
                && !(sub.group().equals(def.group()) && sub.version().equals(def.version()));
    }

    private static void common(ObjectNode entry, ResourceDef def) {
        if (!def.names().shortNames().isEmpty()) {
            texts(entry, "shortNames", def.names().shortNames());
        }
        if (!def.names().categories().isEmpty()) {
            texts(entry, "categories", def.names().categories());
        }
    }

    private static List<String> customVerbs(ResourceDef def) {
        return CUSTOM_VERBS.stream().filter(def.verbs()::contains).toList();
    }

    private static ObjectNode kind(String group, String version, String kind) {
        return Json.object().put("group", group).put("version", version).put("kind", kind);
    }

    private static void texts(ObjectNode entry, String key, List<String> values) {
        ArrayNode list = entry.putArray(key);
        values.forEach(list::add);
    }

    /** Tells clients whether two servers store a resource alike. */
    private static String hash(ResourceDef def, int minor) {
        try {
            var text = def.group() + "/" + def.strategy().storageVersion(def.version()) + "/" + def.kind();
            text = STORED_AS.getOrDefault(text, minor < 31 ? ONCE_STORED_AS.getOrDefault(text, text) : text);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
