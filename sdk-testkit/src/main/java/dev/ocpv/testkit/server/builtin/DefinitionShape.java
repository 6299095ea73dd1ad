package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A definition as the server holds it: what all versions say alike stands once, above them. */
record DefinitionShape(JsonNode versions, Set<String> shared) {
    private static final List<String> PARTS =
            List.of("schema", "subresources", "additionalPrinterColumns", "selectableFields");

    static DefinitionShape of(JsonNode spec) {
        JsonNode versions = spec.path("versions").isArray() ? spec.path("versions") : Json.array();
        Set<String> shared = new HashSet<>();
        for (String part : PARTS) {
            boolean same = true;
            for (JsonNode version : versions) {
                same &= normal(version.path(part))
                        .equals(normal(versions.path(0).path(part)));
            }
            if (same) {
                shared.add(part);
            }
        }
        return new DefinitionShape(versions, shared);
    }

    private static JsonNode normal(JsonNode part) {
        return part.isMissingNode() || (part.isArray() && part.isEmpty()) ? NullNode.getInstance() : part;
    }

    /** {@return what a version says of its own} */
    JsonNode own(JsonNode version, String part) {
        return shared.contains(part) ? Json.missing() : version.path(part);
    }

    /** {@return what all versions say alike} */
    JsonNode common(String part) {
        return shared.contains(part) ? versions.path(0).path(part) : Json.missing();
    }

    /** {@return whether a version has a status of its own} */
    boolean hasStatus(JsonNode version) {
        return version.path("subresources").path("status").isObject();
    }

    /** {@return whether any version has a status of its own} */
    boolean anyStatus() {
        for (JsonNode version : versions) {
            if (hasStatus(version)) {
                return true;
            }
        }
        return false;
    }
}
