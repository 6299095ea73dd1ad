package dev.ocpv.testkit.server.registry;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All resources that the server knows at one moment; a change makes a new catalogue. */
public final class Catalog {
    private final Map<String, Map<String, ResourceDef>> byVersion;

    private Catalog(Map<String, Map<String, ResourceDef>> byVersion) {
        this.byVersion = byVersion;
    }

    /** {@return a catalogue of these resources} */
    public static Catalog of(Collection<ResourceDef> defs) {
        Map<String, Map<String, ResourceDef>> byVersion = new TreeMap<>();
        for (ResourceDef def : defs) {
            byVersion
                    .computeIfAbsent(def.apiVersion(), v -> new LinkedHashMap<>())
                    .put(def.plural(), def);
        }
        return new Catalog(byVersion);
    }

    /** {@return a resource, or null} */
    public @Nullable ResourceDef find(String apiVersion, String plural) {
        Map<String, ResourceDef> resources = byVersion.get(apiVersion);
        return resources == null ? null : resources.get(plural);
    }

    /** {@return the resource of a kind, or null} */
    public @Nullable ResourceDef findKind(String apiVersion, String kind) {
        for (ResourceDef def : byVersion.getOrDefault(apiVersion, Map.of()).values()) {
            if (def.kind().equals(kind)) {
                return def;
            }
        }
        return null;
    }

    /** {@return where the objects of a resource are stored, which is given as plural or plural and group; the core group comes first} */
    public Optional<String> storage(String resource) {
        Optional<String> found = Optional.empty();
        for (Map<String, ResourceDef> resources : byVersion.values()) {
            for (ResourceDef def : resources.values()) {
                if (def.resource().equals(resource)) {
                    return Optional.of(def.storage());
                }
                if (def.plural().equals(resource) && found.isEmpty()) {
                    found = Optional.of(def.storage());
                }
            }
        }
        return found;
    }

    /** {@return all resources by group and version, then plural} */
    public Map<String, Map<String, ResourceDef>> byVersion() {
        return byVersion;
    }

    /** {@return this catalogue with other custom resources} */
    public Catalog withCustom(Collection<ResourceDef> custom) {
        var all = new java.util.ArrayList<ResourceDef>();
        byVersion
                .values()
                .forEach(defs ->
                        defs.values().stream().filter(def -> !def.custom()).forEach(all::add));
        all.addAll(custom);
        return of(all);
    }
}
