package dev.ocpv.testkit.server.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One node of an OpenAPI v3 schema with the Kubernetes extensions, compiled once and immutable. */
public final class StructuralSchema {

    /** How the items of a list belong together. */
    public enum ListType {
        ATOMIC,
        SET,
        MAP
    }

    /** Where a schema made of a Go struct has its name. */
    public static final String STRUCT = "x-go-struct";

    private static final StructuralSchema EMPTY = compile(JsonNodeFactory.instance.objectNode(), 0);

    final JsonNode source;
    final int minor;
    final String type;
    final boolean nullable;
    final boolean preserveUnknown;
    final boolean embedded;
    final boolean intOrString;
    final Map<String, StructuralSchema> properties;
    final @Nullable StructuralSchema additionalProperties;
    final boolean anyAdditionalProperties;
    final @Nullable StructuralSchema items;
    final @Nullable ListType listType;
    final List<String> listMapKeys;
    final boolean atomicMap;
    final boolean mapTypeGiven;
    final Set<String> patchStrategies;
    final String patchMergeKey;
    final @Nullable JsonNode defaultValue;
    final List<ValidationRule> validations;
    final ValueRules values;
    final Map<String, JsonNode> propertyDefaults;
    final boolean hasDefaults;
    final boolean hasLists;
    final boolean hasEmbedded;

    private StructuralSchema(JsonNode source, int minor) {
        this.source = source;
        this.minor = minor;
        type = source.path("type").asText("");
        nullable = source.path("nullable").asBoolean();
        preserveUnknown = source.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        embedded = source.path("x-kubernetes-embedded-resource").asBoolean();
        intOrString = source.path("x-kubernetes-int-or-string").asBoolean()
                || "int-or-string".equals(source.path("format").asText());
        properties = children(source.path("properties"), minor);
        var additional = source.path("additionalProperties");
        additionalProperties = additional.isObject() ? new StructuralSchema(additional, minor) : null;
        anyAdditionalProperties = additional.isBoolean();
        items = source.path("items").isObject() ? new StructuralSchema(source.path("items"), minor) : null;
        listType = listType(source);
        listMapKeys = listMapKeys(source);
        mapTypeGiven = source.hasNonNull("x-kubernetes-map-type");
        atomicMap = "atomic".equals(source.path("x-kubernetes-map-type").asText());
        patchStrategies = patchStrategies(source);
        patchMergeKey = source.path("x-kubernetes-patch-merge-key").asText("");
        defaultValue = source.get("default");
        validations = validations(source.path("x-kubernetes-validations"));
        values = ValueRules.compile(source, minor);
        propertyDefaults = propertyDefaults(properties);
        hasDefaults = !propertyDefaults.isEmpty() || anyChild(c -> c.hasDefaults || c.defaultValue != null);
        hasLists = listType == ListType.SET || listType == ListType.MAP || anyChild(c -> c.hasLists);
        hasEmbedded = embedded || anyChild(c -> c.hasEmbedded);
    }

    /**
     * Compiles a schema document; its {@code $ref}s must have been resolved before.
     *
     * @param minor the Kubernetes minor release, which decides which formats are known
     */
    public static StructuralSchema compile(JsonNode openApiV3, int minor) {
        return new StructuralSchema(openApiV3, minor);
    }

    /** {@return the schema that declares nothing} */
    public static StructuralSchema empty() {
        return EMPTY;
    }

    private boolean anyChild(Predicate<StructuralSchema> test) {
        return (items != null && test.test(items))
                || (additionalProperties != null && test.test(additionalProperties))
                || properties.values().stream().anyMatch(test);
    }

    private static Map<String, StructuralSchema> children(JsonNode source, int minor) {
        if (source.isEmpty()) {
            return Map.of();
        }
        var children = new LinkedHashMap<String, StructuralSchema>();
        source.properties().forEach(e -> children.put(e.getKey(), new StructuralSchema(e.getValue(), minor)));
        return children;
    }

    private static Map<String, JsonNode> propertyDefaults(Map<String, StructuralSchema> properties) {
        var defaults = new LinkedHashMap<String, JsonNode>();
        properties.forEach((name, schema) -> {
            if (schema.defaultValue != null && !schema.defaultValue.isNull()) {
                defaults.put(name, schema.defaultValue);
            }
        });
        return defaults.isEmpty() ? Map.of() : defaults;
    }

    private static @Nullable ListType listType(JsonNode source) {
        if (source.hasNonNull("x-kubernetes-list-type")) {
            return switch (source.path("x-kubernetes-list-type").asText()) {
                case "set" -> ListType.SET;
                case "map" -> ListType.MAP;
                default -> ListType.ATOMIC;
            };
        }
        return null;
    }

    private static List<String> listMapKeys(JsonNode source) {
        var keys = new ArrayList<String>();
        source.path("x-kubernetes-list-map-keys").forEach(k -> keys.add(k.asText()));
        return List.copyOf(keys);
    }

    private static Set<String> patchStrategies(JsonNode source) {
        var strategies = new LinkedHashSet<String>();
        for (var s : source.path("x-kubernetes-patch-strategy").asText("").split(",", -1)) {
            if (!s.isEmpty()) {
                strategies.add(s);
            }
        }
        return strategies.isEmpty() ? Set.of() : strategies;
    }

    private static List<ValidationRule> validations(JsonNode source) {
        var rules = new ArrayList<ValidationRule>();
        source.forEach(r -> rules.add(ValidationRule.of(r)));
        return List.copyOf(rules);
    }

    /** {@return the schema document that this node was compiled from; not to be changed} */
    public JsonNode source() {
        return source;
    }

    /** {@return the Kubernetes minor that the schema is read for} */
    public int minor() {
        return minor;
    }

    /** {@return the JSON type, or an empty text when any is allowed} */
    public String type() {
        return type;
    }

    /** {@return the name of the Go struct that this was made of, or an empty text} */
    public String structName() {
        return source.path(STRUCT).asText("");
    }

    public boolean nullable() {
        return nullable;
    }

    public boolean preserveUnknown() {
        return preserveUnknown;
    }

    /** {@return whether the value is a whole object with apiVersion, kind and metadata} */
    public boolean embedded() {
        return embedded;
    }

    /** {@return whether the value is such an object, or can have one in it} */
    public boolean hasEmbedded() {
        return hasEmbedded;
    }

    public boolean intOrString() {
        return intOrString;
    }

    public Map<String, StructuralSchema> properties() {
        return properties;
    }

    /** {@return the schema of one declared property, if it is declared} */
    public @Nullable StructuralSchema property(String name) {
        return properties.get(name);
    }

    public @Nullable StructuralSchema additionalProperties() {
        return additionalProperties;
    }

    /** {@return whether {@code additionalProperties} is no schema here; even when it forbids them, none is dropped} */
    public boolean anyAdditionalProperties() {
        return anyAdditionalProperties;
    }

    public @Nullable StructuralSchema items() {
        return items;
    }

    /** {@return the schema below a key, declared or additional} */
    public @Nullable StructuralSchema child(String key) {
        var property = properties.get(key);
        return property != null ? property : additionalProperties;
    }

    public @Nullable ListType listType() {
        return listType;
    }

    public List<String> listMapKeys() {
        return listMapKeys;
    }

    /** {@return whether the whole map is one value to server-side apply} */
    public boolean atomicMap() {
        return atomicMap;
    }

    /** {@return the strategies of strategic merge patch: {@code merge}, {@code replace}, {@code retainKeys}} */
    public Set<String> patchStrategies() {
        return patchStrategies;
    }

    public String patchMergeKey() {
        return patchMergeKey;
    }

    public @Nullable JsonNode defaultValue() {
        return defaultValue;
    }

    public List<ValidationRule> validations() {
        return validations;
    }
}
