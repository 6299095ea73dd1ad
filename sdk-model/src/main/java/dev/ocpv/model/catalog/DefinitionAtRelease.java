package dev.ocpv.model.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes a definition of the newest release back to an older one, undoing release after release. */
final class DefinitionAtRelease {
    private final Map<String, Object> definition;
    private final Map<String, Object> spec;

    private DefinitionAtRelease(Map<String, Object> definition) {
        this.definition = definition;
        this.spec = Trees.mapAt(definition, "spec");
    }

    /** Changes the newest definition into what the release serves. */
    static Map<String, Object> of(Map<String, Object> newest, List<Change> changes, Release release) {
        var target = new DefinitionAtRelease(newest);
        for (int i = changes.size() - 1; i >= 0; i--) {
            var change = changes.get(i);
            if (change.release().compareTo(release) > 0 && !change.isRemark()) {
                target.undo(change);
            }
        }
        return target.definition;
    }

    private void undo(Change change) {
        if (change.version().isEmpty()) {
            restore(spec, change.attribute(), change.before());
        } else if (change.attribute().equals("version")) {
            undoVersion(change);
        } else {
            var version = version(change.version());
            var schema = Trees.mapAt(Trees.mapAt(version, "schema"), "openAPIV3Schema");
            switch (change.attribute()) {
                case "served", "storage", "deprecated", "subresources", "additionalPrinterColumns" ->
                    restore(version, change.attribute(), change.before());
                case "field" -> undoField(schema, change);
                case "required" -> undoRequired(schema, change);
                default ->
                    restore(at(schema, SchemaPath.of(path(change)), change), change.attribute(), change.before());
            }
        }
    }

    private void undoVersion(Change change) {
        var versions = Trees.listAt(spec, "versions");
        if (change.before().isEmpty()) {
            versions.remove(version(change.version()));
        } else {
            versions.add(Trees.parse(change.before()));
        }
    }

    private Map<String, Object> version(String name) {
        return Trees.listAt(spec, "versions").stream()
                .map(Trees::map)
                .filter(version -> name.equals(version.get("name")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No version " + name));
    }

    private static void undoField(Map<String, Object> schema, Change change) {
        var path = SchemaPath.of(path(change));
        var parent = at(schema, path.parent(), change);
        switch (path.last()) {
            case "[]" -> restore(parent, "items", change.before());
            case "{}" -> restore(parent, "additionalProperties", change.before());
            default -> {
                var properties = Trees.map(parent.computeIfAbsent("properties", none -> new TreeMap<>()));
                restore(properties, path.last(), change.before());
                if (properties.isEmpty()) {
                    parent.remove("properties");
                }
            }
        }
    }

    private static void undoRequired(Map<String, Object> schema, Change change) {
        var path = SchemaPath.of(path(change));
        var parent = at(schema, path.parent(), change);
        var required = Trees.list(parent.computeIfAbsent("required", none -> new ArrayList<>()));
        required.remove(path.last());
        if (change.before().equals("true")) {
            required.add(path.last());
        }
        if (required.isEmpty()) {
            parent.remove("required");
        }
    }

    private static String path(Change change) {
        return change.path().equals(".") ? "" : change.path();
    }

    private static Map<String, Object> at(Map<String, Object> schema, SchemaPath path, Change change) {
        return path.in(schema)
                .orElseThrow(() -> new IllegalStateException("Release table %s: %s %s has no %s"
                        .formatted(change.release(), change.crd(), change.version(), change.path())));
    }

    private static void restore(Map<String, Object> node, String key, String before) {
        if (before.isEmpty()) {
            node.remove(key);
        } else {
            node.put(key, Trees.parse(before));
        }
    }
}
