package dev.ocpv.model.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts together what schema, release tables and version map tell of a field of one API version at one release. */
final class Explainer {
    /** What stands among the bounds of such a field, since kubectl has no type for it. */
    static final String INT_OR_STRING = "integer or string";

    private static final List<String> BOUNDS = List.of(
            "format",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "maxProperties");

    /** The API server lets no definition describe the metadata of a whole object. */
    private static final String METADATA = "Name, namespace, labels and annotations of the object.";

    private final String crd;
    private final String version;
    private final Release release;
    private final List<Change> changes;
    private final RuleCodes rules;
    private final VersionPaths versionPaths;

    Explainer(String crd, String version, Release release, List<Change> changes, RuleCodes rules) {
        this.crd = crd;
        this.version = version;
        this.release = release;
        this.changes = changes;
        this.rules = rules;
        this.versionPaths = VersionPaths.of(crd);
    }

    FieldExplanation explain(String name, SchemaPath.Located field) {
        var path = field.path();
        var schema = field.schema();
        var history = new FieldHistory(changes, version, path);
        return new FieldExplanation(
                name,
                path,
                path.equals("metadata") ? "ObjectMeta" : type(schema),
                field.required(),
                path.equals("metadata") ? METADATA : text(schema.get("description")),
                Optional.ofNullable(schema.get("default")),
                allowed(schema),
                bounds(schema),
                history.since().filter(since -> since.compareTo(release) <= 0),
                history.deprecated(release),
                history.removed().filter(removed -> removed.compareTo(release) > 0),
                history.movedTo(release),
                versionPaths.other(version, path).map(this::inOtherVersion),
                rules(path),
                fields(field));
    }

    private String inOtherVersion(VersionPaths.Place place) {
        return new FieldHistory(changes, place.version(), place.path())
                .since()
                .filter(since -> since.compareTo(release) > 0)
                .map(since -> place + " (from OpenShift " + since + " on)")
                .orElseGet(place::toString);
    }

    /** Rules tell of one of the versions; they guard the same field in the other. */
    private List<String> rules(String path) {
        var codes = new TreeSet<>(rules.of(crd, version, path));
        versionPaths
                .other(version, path)
                .ifPresent(place -> codes.addAll(rules.of(crd, place.version(), place.path())));
        return List.copyOf(codes);
    }

    private List<FieldExplanation> fields(SchemaPath.Located field) {
        var holder = field;
        while (!holder.schema().containsKey("properties")) {
            var inner = holder.step(holder.schema().containsKey("items") ? "[]" : "{}");
            if (inner == null) {
                return List.of();
            }
            holder = inner;
        }
        var fields = new ArrayList<FieldExplanation>();
        for (String name : new TreeMap<>(Trees.mapAt(holder.schema(), "properties")).keySet()) {
            var below = holder.step(name);
            if (below != null) {
                fields.add(explain(name, below));
            }
        }
        return fields;
    }

    private static String type(Map<String, Object> schema) {
        if (schema.get("items") instanceof Map<?, ?> items) {
            return "[]" + type(Trees.map(items));
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values) {
            return "map[string]" + type(Trees.map(values));
        }
        var type = text(schema.get("type"));
        return type.isEmpty() || type.equals("object") ? "Object" : type;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static List<String> allowed(Map<String, Object> schema) {
        return schema.get("enum") instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<String> bounds(Map<String, Object> schema) {
        var bounds = new ArrayList<String>();
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            bounds.add(INT_OR_STRING);
        }
        BOUNDS.stream()
                .filter(schema::containsKey)
                .map(keyword -> keyword + " " + schema.get(keyword))
                .forEach(bounds::add);
        return bounds;
    }
}
