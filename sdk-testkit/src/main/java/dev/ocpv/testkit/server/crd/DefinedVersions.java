package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.smd.SmdSchema;
import dev.ocpv.testkit.server.smd.TypingException;
import dev.ocpv.testkit.server.smd.VersionConverter;
import java.util.Optional;

/** The versions of a definition, for managers that wrote through another one. */
final class DefinedVersions implements VersionConverter {
    /** The first minor release whose /status endpoint knows what the /status of the other versions resets. */
    private static final int STATUS_OF_ALL = 35;

    private final Definition definition;
    private final boolean resetsEverywhere;

    DefinedVersions(Definition definition, String subresource) {
        this.definition = definition;
        this.resetsEverywhere = subresource.equals("status") && definition.minor() >= STATUS_OF_ALL;
    }

    @Override
    public Optional<SmdSchema> schema(String apiVersion) {
        for (Definition.Version other : definition.versions()) {
            if (apiVersion.equals(definition.group() + "/" + other.name())) {
                return Optional.of(other.ownership());
            }
        }
        throw new TypingException("request to convert CR to an invalid group/version: " + apiVersion);
    }

    @Override
    public boolean resetsAt(String apiVersion) {
        return resetsEverywhere
                && definition.versions().stream()
                        .anyMatch(other ->
                                other.hasStatus() && apiVersion.equals(definition.group() + "/" + other.name()));
    }

    @Override
    public JsonNode convert(JsonNode object, String apiVersion) {
        String from = Json.textAt(object, "apiVersion");
        if (from.equals(apiVersion)) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        copy.put("apiVersion", apiVersion);
        definition.converter().convert(copy, from, apiVersion);
        return copy;
    }
}
