package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Brings objects into the versions at which managers recorded their fields; implemented by whoever serves the kind. */
public interface VersionConverter {

    /**
     * {@return how fields are owned at a version; empty when the server no longer knows it and its managers may be
     * forgotten} A {@link TypingException} fails the request instead.
     */
    Optional<SmdSchema> schema(String apiVersion);

    /** {@return the object at another version; the input is not changed} */
    JsonNode convert(JsonNode object, String apiVersion);

    /**
     * {@return whether what the endpoint does not store is left out of comparisons at another version, too} Only built-in
     * kinds name it for all of their versions.
     */
    default boolean resetsAt(String apiVersion) {
        return true;
    }

    /** {@return a converter for a kind that has one version only} */
    static VersionConverter only(String apiVersion, SmdSchema schema) {
        return new VersionConverter() {
            @Override
            public Optional<SmdSchema> schema(String version) {
                return version.equals(apiVersion) ? Optional.of(schema) : Optional.empty();
            }

            @Override
            public JsonNode convert(JsonNode object, String version) {
                return object;
            }
        };
    }
}
