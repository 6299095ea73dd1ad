package dev.ocpv.model.codegen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one class of the generator says: its fields, its enums, and for a resource its group, version and plural.
 *
 * @param resource the annotations of a resource, as source; empty for a nested object
 * @param supertypes what a resource extends (its spec and status) and implements
 */
record GeneratedClass(
        String packageName,
        String name,
        List<Property> properties,
        Map<String, List<String>> enums,
        List<String> resource,
        Supertypes supertypes) {

    /** The types of spec and status, and whether the resource lives in a namespace. */
    record Supertypes(String spec, String status, boolean namespaced) {
        static final Supertypes NONE = new Supertypes("", "", false);
    }

    String qualifiedName() {
        return packageName + "." + name;
    }

    boolean isResource() {
        return !resource.isEmpty();
    }

    /** {@return whether this only holds types together that no cluster serves} */
    boolean isHolderOfTypes() {
        return resource.stream().anyMatch(annotation -> annotation.contains("types.ocpv.dev"));
    }

    /** The type that stands in for this class, where the schema step marked one. */
    Optional<String> replacement() {
        return properties.size() == 1 && properties.get(0).json().startsWith(CoreTypes.MARKER)
                ? Optional.of(properties.get(0).json().substring(CoreTypes.MARKER.length()))
                : Optional.empty();
    }

    GeneratedClass withTypes(UnaryOperator<String> change) {
        var changed = new Supertypes(
                change.apply(supertypes.spec()), change.apply(supertypes.status()), supertypes.namespaced());
        return new GeneratedClass(
                packageName,
                name,
                properties.stream()
                        .map(property -> property.withType(change.apply(property.type())))
                        .toList(),
                enums,
                resource,
                changed);
    }
}
