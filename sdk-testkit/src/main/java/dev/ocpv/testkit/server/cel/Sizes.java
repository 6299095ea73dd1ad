package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How large the values of a schema can get in one request, and how small they can be. */
final class Sizes {
    static final long REQUEST = 3L * 1024 * 1024;
    /** What rules see of whole objects besides their own fields, whatever the schema says of it. */
    private static final StructuralSchema TYPE_META = typeMeta();

    private Sizes() {}

    /** {@return the least bytes of JSON that a value takes} */
    static long smallest(StructuralSchema schema) {
        if (schema.intOrString()) {
            return 1;
        }
        return switch (schema.type()) {
            case "object" -> schema.additionalProperties() != null ? 2 : smallestObject(schema);
            case "boolean" -> 4;
            case "number", "integer" -> 1;
            case "string" ->
                switch (SelfTypes.format(schema)) {
                    case "duration" -> 4;
                    case "date" -> 12;
                    case "date-time" -> 22;
                    default -> 2;
                };
            default -> 2;
        };
    }

    private static long smallestObject(StructuralSchema schema) {
        var required = new HashSet<String>();
        schema.source().path("required").forEach(name -> required.add(name.asText()));
        long size = 2;
        for (var property : schema.properties().entrySet()) {
            if (required.contains(property.getKey()) && property.getValue().defaultValue() == null) {
                size += property.getKey().length() + smallest(property.getValue()) + 4;
            }
        }
        return size;
    }

    /** {@return the most elements or characters that a value has} */
    static long largest(StructuralSchema schema) {
        var source = schema.source();
        if (schema.intOrString()) {
            return source.path("maxLength").isNumber() ? limit(source, "maxLength") * 4 : REQUEST - 2;
        }
        var items = schema.items();
        var additional = schema.additionalProperties();
        return switch (schema.type()) {
            case "array" ->
                source.path("maxItems").isNumber() || items == null
                        ? limit(source, "maxItems")
                        : (REQUEST - 2) / (smallest(items) + 1);
            case "object" ->
                additional == null
                        ? 0
                        : source.path("maxProperties").isNumber()
                                ? limit(source, "maxProperties")
                                : (REQUEST - 2) / (smallest(additional) + 6);
            case "string" -> largestText(schema, source);
            default -> 0;
        };
    }

    private static long largestText(StructuralSchema schema, JsonNode source) {
        switch (SelfTypes.format(schema)) {
            case "duration" -> {
                return 32;
            }
            case "date" -> {
                return 12;
            }
            case "date-time" -> {
                return 32;
            }
            default -> {}
        }
        if (source.path("maxLength").isNumber()) {
            return limit(source, "maxLength") * (SelfTypes.format(schema).equals("byte") ? 1 : 4);
        }
        long longest = 0;
        for (var value : source.path("enum")) {
            longest = Math.max(longest, value.isTextual() ? value.textValue().length() : 0);
        }
        return longest > 0 ? longest : REQUEST - 2;
    }

    private static long limit(JsonNode source, String name) {
        return Math.max(0, source.path(name).asLong(0));
    }

    /**
     * {@return the schema at a path of fields, items and values; nothing when it is not known}
     *
     * @param resource whether the root is a whole object
     */
    static Optional<StructuralSchema> at(StructuralSchema root, List<String> path, boolean resource) {
        var at = root;
        boolean whole = resource;
        for (var step : path.subList(1, path.size())) {
            var next = below(whole || at.embedded() ? withTypeMeta(at, step) : at, step);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
            whole = false;
        }
        return Optional.of(at);
    }

    private static StructuralSchema withTypeMeta(StructuralSchema schema, String step) {
        return TYPE_META.properties().containsKey(step) ? TYPE_META : schema;
    }

    private static @Nullable StructuralSchema below(StructuralSchema at, String step) {
        if (step.equals("@items")) {
            return at.items();
        }
        if (step.equals("@values")) {
            return at.additionalProperties();
        }
        for (var property : at.properties().entrySet()) {
            if (Names.escaped(property.getKey()).orElse("").equals(step)) {
                return property.getValue();
            }
        }
        return null;
    }

    private static StructuralSchema typeMeta() {
        var nodes = JsonNodeFactory.instance;
        var text = nodes.objectNode().put("type", "string");
        var metadata = nodes.objectNode().put("type", "object");
        metadata.putObject("properties").<ObjectNode>set("name", text).set("generateName", text);
        var root = nodes.objectNode().put("type", "object");
        root.putObject("properties")
                .<ObjectNode>set("apiVersion", text)
                .<ObjectNode>set("kind", text)
                .set("metadata", metadata);
        return StructuralSchema.compile(root, 0);
    }
}
