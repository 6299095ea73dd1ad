package dev.ocpv.model.catalog;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The definition of every kind of the model at every release, offline.
 *
 * <p>A definition is named {@code <plural>.<group>}, such as {@code hyperconvergeds.hco.kubevirt.io}. Safe for use by
 * several threads.
 */
public final class ApiCatalog {
    private final Kinds kinds;
    private final ReleaseTables tables;
    private final RuleCodes rules;
    private final Map<List<Object>, Map<String, Object>> definitions = new ConcurrentHashMap<>();

    private ApiCatalog(Kinds kinds, ReleaseTables tables, RuleCodes rules) {
        this.kinds = kinds;
        this.tables = tables;
        this.rules = rules;
    }

    /** Opens the catalogue; definitions are read when they are asked for. */
    public static ApiCatalog load() {
        return new ApiCatalog(Kinds.load(), ReleaseTables.load(), (crd, version, path) -> List.of());
    }

    /** {@return a catalogue whose explanations name the rules that guard a field} */
    public ApiCatalog withRules(RuleCodes codes) {
        return new ApiCatalog(kinds, tables, codes);
    }

    /** {@return the names of all definitions, {@code <plural>.<group>}, sorted} */
    public List<String> crdNames() {
        return kinds.crds().toList();
    }

    /** Finds the name of a definition by its kind, plural, singular or a short name, in any case. */
    public Optional<String> crdNameOf(String kind) {
        return kinds.called(kind).map(Kinds.Entry::crd);
    }

    /**
     * The whole CustomResourceDefinition that a cluster of this release serves, as an unmodifiable tree of maps, lists,
     * texts, numbers and booleans.
     *
     * @throws IllegalArgumentException when there is no such definition
     */
    public Map<String, Object> crd(String name, Release release) {
        if (kinds.named(name).isEmpty()) {
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

    /** {@return the API version that a client gets that asks for none} */
    public String preferredVersion(String name, Release release) {
        return servedVersions(name, release).stream()
                .min(KubeVersions.PREFERRED_FIRST)
                .orElseThrow();
    }

    /**
     * Finds the schema of a field; the empty path is the whole object.
     *
     * @param path such as {@code spec.liveMigrationConfig.network}; {@code []} and {@code {}} may be left out
     */
    public Optional<Map<String, Object>> schema(String name, String version, String path, Release release) {
        return locate(name, version, path, release).map(SchemaPath.Located::schema);
    }

    private Optional<SchemaPath.Located> locate(String name, String version, String path, Release release) {
        return versions(name, release).stream()
                .filter(candidate -> version.equals(candidate.get("name")))
                .findFirst()
                .map(found -> Trees.mapAt(Trees.mapAt(found, "schema"), "openAPIV3Schema"))
                .flatMap(root -> SchemaPath.of(path).locate(root));
    }

    /** {@return what the cluster fills in when the field is left out, where the schema says it} */
    public Optional<Object> defaultOf(String name, String version, String path, Release release) {
        return schema(name, version, path, release).map(schema -> schema.get("default"));
    }

    /** {@return every feature gate that HyperConverged accepts at this release, by name} */
    public List<FeatureGate> featureGates(Release release) {
        return new FeatureGates(this, release, tables).list();
    }

    /**
     * Explains a field, as {@code kubectl explain} does, in the version that a cluster of this release prefers.
     *
     * @param path starts with the kind, its plural, singular or a short name, in any case, such as
     *     {@code hyperconverged.spec.liveMigrationConfig}
     * @throws IllegalArgumentException when there is no such kind or field; the message says what there is
     */
    public Explanation explain(String path, Release release) {
        return explain(path, preferredVersion(kind(path).crd(), release), release);
    }

    /** Explains a field of a given API version. */
    public Explanation explain(String path, String version, Release release) {
        var kind = kind(path);
        var dot = path.indexOf('.');
        var field = dot < 0 ? "" : path.substring(dot + 1);
        var located = locate(kind.crd(), version, field, release)
                .orElseThrow(() -> new IllegalArgumentException(missing(kind, version, field, release)));
        var explainer = new Explainer(kind.crd(), version, release, tables.of(kind.crd()), rules);
        var name = field.isEmpty() ? kind.kind() : SchemaPath.of(field).last();
        return new Explanation(kind.group(), kind.kind(), version, release, explainer.explain(name, located));
    }

    private Kinds.Entry kind(String path) {
        var word = path.split("\\.", 2)[0];
        return kinds.called(word)
                .orElseThrow(() -> new IllegalArgumentException("No kind '%s'; known are %s"
                        .formatted(
                                word,
                                kinds.entries().stream().map(Kinds.Entry::kind).collect(Collectors.joining(", ")))));
    }

    private String missing(Kinds.Entry kind, String version, String field, Release release) {
        var having = Arrays.stream(Release.values())
                .filter(other -> schema(kind.crd(), version, field, other).isPresent())
                .map(Release::version)
                .collect(Collectors.joining(", "));
        return "No field '%s' in %s %s at OpenShift %s; %s"
                .formatted(
                        field,
                        kind.kind(),
                        version,
                        release,
                        having.isEmpty() ? "no release has it" : "it exists at " + having);
    }

    private List<Map<String, Object>> versions(String name, Release release) {
        return Trees.listAt(Trees.mapAt(crd(name, release), "spec"), "versions").stream()
                .map(Trees::map)
                .toList();
    }
}
