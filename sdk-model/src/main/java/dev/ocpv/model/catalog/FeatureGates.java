package dev.ocpv.model.catalog;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds out from definition, release tables and version map where each feature is switched. */
final class FeatureGates {
    private static final String HYPERCONVERGED = "hyperconvergeds.hco.kubevirt.io";
    private static final String OLD = "v1beta1";
    private static final String NEW = "v1";
    private static final String GATES = "spec.featureGates";

    private final ApiCatalog catalog;
    private final Release release;
    private final List<Change> changes;
    private final VersionPaths versionPaths = VersionPaths.of(HYPERCONVERGED);

    FeatureGates(ApiCatalog catalog, Release release, ReleaseTables tables) {
        this.catalog = catalog;
        this.release = release;
        this.changes = tables.of(HYPERCONVERGED);
    }

    List<FeatureGate> list() {
        var gates = catalog.schema(HYPERCONVERGED, OLD, GATES, release).orElseThrow();
        return new TreeSet<>(Trees.mapAt(gates, "properties").keySet())
                .stream().map(this::gate).toList();
    }

    private FeatureGate gate(String name) {
        var path = GATES + "." + name;
        var history = new FieldHistory(changes, OLD, path);
        var deprecated = history.deprecated(release);
        var place = deprecated.isEmpty() ? Optional.of(path) : history.movedTo(release);
        var newer = catalog.servedVersions(HYPERCONVERGED, release).contains(NEW)
                ? place.flatMap(old -> versionPaths.other(OLD, old)).map(VersionPaths.Place::path)
                : Optional.<String>empty();
        var enabled = place.flatMap(old -> catalog.defaultOf(HYPERCONVERGED, OLD, old, release))
                .map(Boolean.TRUE::equals);
        return new FeatureGate(name, place, newer, enabled, deprecated);
    }
}
