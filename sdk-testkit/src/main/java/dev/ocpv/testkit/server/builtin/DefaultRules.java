package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.cel.CelRules;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Strategy;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.Pruner;
import dev.ocpv.testkit.server.schema.SchemaValidator;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Default values have to fit the schema that they stand in, its CEL rules included. */
final class DefaultRules {
    private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");
    private static final String EITHER = "x-kubernetes-int-or-string";

    private final int minor;
    private final EmbeddedObjects embedded;
    private final List<FieldError> errors = new ArrayList<>();

    private DefaultRules(int minor) {
        this.minor = minor;
        this.embedded = new EmbeddedObjects(minor);
    }

    /**
     * Where a schema stands in the innermost whole object.
     *
     * @param object the schema of the object
     * @param steps the fields that lead to it from there; an empty one is an item
     * @param meta whether it describes what all objects have
     */
    private record Place(StructuralSchema object, List<String> steps, boolean meta) {
        Place below(String step, boolean ofMeta) {
            List<String> longer = new ArrayList<>(steps);
            longer.add(step);
            return new Place(object, longer, meta || ofMeta);
        }

        /** {@return an object that has nothing but a value here} */
        ObjectNode around(JsonNode value) {
            JsonNode at = value;
            for (int i = steps.size() - 1; i >= 0; i--) {
                at = steps.get(i).isEmpty()
                        ? Json.array().add(at)
                        : Json.object().set(steps.get(i), at);
            }
            ObjectNode object = Json.object();
            object.put("apiVersion", "validation/v1").put("kind", "Validation");
            object.setAll((ObjectNode) at);
            return object;
        }
    }

    static List<FieldError> check(StructuralSchema schema, String path, int minor) {
        DefaultRules rules = new DefaultRules(minor);
        ObjectNode whole = Json.shallow((ObjectNode) schema.source());
        whole.put("x-kubernetes-embedded-resource", true);
        StructuralSchema root = schema.defaultValue() == null ? schema : StructuralSchema.compile(whole, minor);
        rules.node(root, path, new Place(root, List.of(), false), true);
        return rules.errors;
    }

    private void node(StructuralSchema schema, String path, Place outer, boolean root) {
        Place place = schema.embedded() ? new Place(schema, List.of(), false) : outer;
        JsonNode value = schema.defaultValue();
        if (value != null && !value.isNull()) {
            value(schema, value, path + ".default", place);
        }
        StructuralSchema items = schema.items();
        if (items != null) {
            node(items, path + ".items", place.below("", false), false);
        }
        boolean object = root || schema.embedded();
        schema.properties().forEach((name, child) -> {
            Place at = place.below(name, object && META.contains(name));
            node(child, path + ".properties[" + name + "]", at, false);
        });
    }

    private void value(StructuralSchema schema, JsonNode value, String path, Place place) {
        if (!place.meta() && !Pruner.pruneValue(Json.owned(value), schema).isEmpty()) {
            errors.add(FieldError.invalid(path, value, "must not have unknown fields"));
        }
        List<FieldError> found = place.meta() ? metadata(value, path, place) : objects(schema, value, path);
        if (found.isEmpty()) {
            found = content(schema, value, path);
        }
        errors.addAll(found);
    }

    /** What stands in metadata must make good metadata. */
    private List<FieldError> metadata(JsonNode value, String path, Place place) {
        ObjectNode around = place.around(value.deepCopy());
        String words;
        try {
            embedded.coerce(around, place.object(), false, new Strategy.Strictness());
            FieldErrors found = new FieldErrors(minor);
            embedded.validate(around, place.object(), false, found);
            words = aggregate(found);
        } catch (EmbeddedObjects.UnfitException e) {
            words = e.words();
        }
        return words.isEmpty()
                ? List.of()
                : List.of(FieldError.invalid(path, value, "must result in valid metadata: " + words));
    }

    private static String aggregate(FieldErrors found) {
        Set<String> words = found.causes().stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return words.size() < 2 ? String.join("", words) : "[" + String.join(", ", words) + "]";
    }

    private List<FieldError> objects(StructuralSchema schema, JsonNode value, String path) {
        JsonNode copy = value.deepCopy();
        try {
            embedded.coerce(copy, schema, false, new Strategy.Strictness());
        } catch (EmbeddedObjects.UnfitException e) {
            return List.of(e.error().at(below(path, e.error().field())));
        }
        FieldErrors found = new FieldErrors(minor);
        embedded.validate(copy, schema, false, found);
        return found.findings().stream()
                .map(error -> error.at(below(path, error.field())))
                .toList();
    }

    private List<FieldError> content(StructuralSchema schema, JsonNode value, String path) {
        List<FieldError> found = SchemaValidator.validate(value, loose(schema), null, minor);
        if (found.isEmpty()) {
            CelRules rules = CelRules.compileValue(schema, minor);
            found = rules.validate(false, value, value, warning -> {});
            if (found.isEmpty()) {
                found = rules.validate(false, value, null, warning -> {});
            }
        }
        return found.stream().map(error -> error.at(below(path, error.field()))).toList();
    }

    /** Nothing asks whether a default that may be a number or a text is one of them. */
    private StructuralSchema loose(StructuralSchema schema) {
        boolean[] either = {false};
        Schemas.visit(schema.source(), node -> either[0] |= node.has(EITHER));
        if (!either[0]) {
            return schema;
        }
        JsonNode copy = schema.source().deepCopy();
        Schemas.visit(copy, node -> {
            if (node instanceof ObjectNode object) {
                object.remove(EITHER);
            }
        });
        return StructuralSchema.compile(copy, minor);
    }

    private static String below(String path, @Nullable String field) {
        if (field == null || field.isEmpty() || field.equals("<nil>")) {
            return path;
        }
        return path + "." + (field.startsWith(".") ? field.substring(1) : field);
    }
}
