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
        Own own,
        Map<String, RuleNode> properties,
        @Nullable RuleNode additionalProperties,
        @Nullable RuleNode items,
        Held held) {

    /** {@return whether the node is a whole object, which has its type and metadata} */
    boolean resource() {
        return own.resource;
    }

    /** {@return the rules of this node alone} */
    List<CompiledRule> rules() {
        return own.rules();
    }

    /** The rules of a node, compiled when there is a value for it: most objects leave most of their schema unused. */
    static final class Own {
        private final StructuralSchema schema;
        private final boolean resource;
        private final RuleCompiler compiler;
        private volatile @Nullable List<CompiledRule> rules;

        Own(StructuralSchema schema, boolean resource, RuleCompiler compiler) {
            this.schema = schema;
            this.resource = resource;
            this.compiler = compiler;
        }

        List<CompiledRule> rules() {
            var known = rules;
            if (known == null) {
                known = compiler.compile(schema, resource);
                rules = known;
            }
            return known;
        }
    }

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
        if (schema.validations().isEmpty() && properties.isEmpty() && additionalNode == null && itemsNode == null) {
            return null;
        }
        return new RuleNode(
                schema, new Own(schema, resource, compiler), properties, additionalNode, itemsNode, new Held());
    }
}
