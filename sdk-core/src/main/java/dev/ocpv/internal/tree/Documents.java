package dev.ocpv.internal.tree;

import dev.ocpv.resource.FieldPath;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources and parts of them as maps, lists and scalars, as they go over the wire. */
public final class Documents {
    private Documents() {}

    /** {@return a model object as a document} */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> of(Object model) {
        return Serialization.unmarshal(Serialization.asJson(model), Map.class);
    }

    /** {@return the object at a path; empty when absent or something else} */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Map<String, ?> document, String... path) {
        return FieldPath.of(path).in(document).orElse(Map.of()) instanceof Map<?, ?> map
                ? (Map<String, Object>) map
                : Map.of();
    }

    /** {@return the list at a path; empty when absent or something else} */
    public static List<?> list(Map<String, ?> document, String... path) {
        return FieldPath.of(path).in(document).orElse(List.of()) instanceof List<?> list ? list : List.of();
    }

    /** {@return the objects of the list at a path} */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(Map<String, ?> document, String... path) {
        return list(document, path).stream()
                .filter(Map.class::isInstance)
                .map(item -> (Map<String, Object>) item)
                .toList();
    }

    /** {@return the scalar at a path as text; empty when absent} */
    public static Optional<String> text(Map<String, ?> document, String... path) {
        return FieldPath.of(path).in(document).map(Object::toString);
    }

    /** {@return the whole number at a path; empty when absent or something else} */
    public static Optional<Long> number(Map<String, ?> document, String... path) {
        return FieldPath.of(path)
                .in(document)
                .flatMap(value -> value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty());
    }
}
