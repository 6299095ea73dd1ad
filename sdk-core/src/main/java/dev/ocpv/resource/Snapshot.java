package dev.ocpv.resource;

import java.time.Instant;
import java.util.Map;

/**
 * A resource as it was when seen.
 *
 * @param resource which one
 * @param document the whole object as maps, lists and scalars; empty when it did not exist
 * @param seen when
 */
public record Snapshot(ResourceRef resource, Map<String, Object> document, Instant seen) {

    /** {@return whether the resource existed} */
    public boolean exists() {
        return !document.isEmpty();
    }

    /** {@return the resource version; empty when the resource did not exist} */
    public String resourceVersion() {
        return FieldPath.of("metadata", "resourceVersion")
                .in(document)
                .map(Object::toString)
                .orElse("");
    }

    /** {@return the uid; empty when the resource did not exist} */
    public String uid() {
        return FieldPath.of("metadata", "uid")
                .in(document)
                .map(Object::toString)
                .orElse("");
    }
}
