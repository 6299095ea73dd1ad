package dev.ocpv.testkit.server.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schema node that has rules or has some below it. */
record RuleNode(
        StructuralSchema schema,
        boolean resource,
        List<CompiledRule> rules,
        Map<String, RuleNode> properties,
        @Nullable RuleNode additionalProperties,
        @Nullable RuleNode items,
        Held held) {

    /** The latest value for which all rules held that look at nothing else; a stored tree never changes. */
    @SuppressWarnings("ReferenceEquality")
    static final class Held {
        private volatile @Nullable JsonNode value;

        boolean of(JsonNode other) {
            return other.isContainerNode() && value == other;
        }

        void now(JsonNode other) {
            value = other;
        }
    }

    static @Nullable RuleNode compile(StructuralSchema schema, boolean resource, RuleCompiler compiler) {
        var rules = compiler.compile(schema, resource);
        var properties = new LinkedHashMap<String, RuleNode>();
        schema.properties().forEach((name, property) -> {
            var node = compile(property, property.embedded(), compiler);
            if (node != null) {
                properties.put(name, node);
            }
        });
        var additional = schema.additionalProperties();
        var additionalNode = additional == null ? null : compile(additional, additional.embedded(), compiler);
        var items = schema.items();
        var itemsNode = items == null ? null : compile(items, items.embedded(), compiler);
        if (rules.isEmpty() && properties.isEmpty() && additionalNode == null && itemsNode == null) {
            return null;
        }
        return new RuleNode(schema, resource, rules, properties, additionalNode, itemsNode, new Held());
    }
}
