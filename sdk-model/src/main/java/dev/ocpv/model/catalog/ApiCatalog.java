package dev.ocpv.model.catalog;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definition of every kind of the model at every release, offline.
 *
 * <p>A definition is named {@code <plural>.<group>}, such as {@code hyperconvergeds.hco.kubevirt.io}. Safe for use by
 * several threads.
 */
public final class ApiCatalog {
    private final Map<String, String> namesByKind;
    private final ReleaseTables tables;
    private final Map<List<Object>, Map<String, Object>> definitions = new ConcurrentHashMap<>();

    private ApiCatalog(Map<String, String> namesByKind, ReleaseTables tables) {
        this.namesByKind = namesByKind;
        this.tables = tables;
    }

    /** Opens the catalogue; definitions are read when they are asked for. */
    public static ApiCatalog load() {
        var names = new LinkedHashMap<String, String>();
        ReleaseTables.text("crd/index.tsv")
                .lines()
                .map(line -> line.split("\t"))
                .forEach(cells -> names.put(cells[1], cells[0]));
        return new ApiCatalog(names, ReleaseTables.load());
    }

    /** {@return the names of all definitions, {@code <plural>.<group>}, sorted} */
    public List<String> crdNames() {
        return namesByKind.values().stream().sorted().toList();
    }

    /** Finds the name of a definition by its kind, such as {@code HyperConverged}. */
    public Optional<String> crdNameOf(String kind) {
        return Optional.ofNullable(namesByKind.get(kind));
    }

    /**
     * The whole CustomResourceDefinition that a cluster of this release serves, as an unmodifiable tree of maps, lists,
     * texts, numbers and booleans.
     *
     * @throws IllegalArgumentException when there is no such definition
     */
    public Map<String, Object> crd(String name, Release release) {
        if (!namesByKind.containsValue(name)) {
            throw new IllegalArgumentException("No definition '%s'; known are %s".formatted(name, crdNames()));
        }
        return definitions.computeIfAbsent(List.of(name, release), key -> read(name, release));
    }

    private Map<String, Object> read(String name, Release release) {
        var newest = Trees.map(Trees.parse(ReleaseTables.text("crd/" + name + ".json")));
        return Trees.map(Trees.freeze(DefinitionAtRelease.of(newest, tables.of(name), release)));
    }

    /** {@return the definition as JSON text} */
    public String crdJson(String name, Release release) {
        return Serialization.asJson(crd(name, release));
    }

    /** {@return the definition as YAML text, ready for {@code kubectl apply}} */
    public String crdYaml(String name, Release release) {
        return Serialization.asYaml(crd(name, release));
    }

    /** {@return the API versions that a cluster of this release serves, the stored one first} */
    public List<String> servedVersions(String name, Release release) {
        return versions(name, release).stream()
                .filter(version -> Boolean.TRUE.equals(version.get("served")))
                .sorted((one, other) -> Boolean.compare(
                        Boolean.TRUE.equals(other.get("storage")), Boolean.TRUE.equals(one.get("storage"))))
                .map(version -> String.valueOf(version.get("name")))
                .toList();
    }

    /**
     * Finds the schema of a field; the empty path is the whole object.
     *
     * @param path such as {@code spec.liveMigrationConfig.network}; {@code []} and {@code {}} may be left out
     */
    public Optional<Map<String, Object>> schema(String name, String version, String path, Release release) {
        return versions(name, release).stream()
                .filter(candidate -> version.equals(candidate.get("name")))
                .findFirst()
                .map(found -> Trees.mapAt(Trees.mapAt(found, "schema"), "openAPIV3Schema"))
                .flatMap(root -> SchemaPath.of(path).in(root));
    }

    /** {@return what the cluster fills in when the field is left out, where the schema says it} */
    public Optional<Object> defaultOf(String name, String version, String path, Release release) {
        return schema(name, version, path, release).map(schema -> schema.get("default"));
    }

    private List<Map<String, Object>> versions(String name, Release release) {
        return Trees.listAt(Trees.mapAt(crd(name, release), "spec"), "versions").stream()
                .map(Trees::map)
                .toList();
    }
}
