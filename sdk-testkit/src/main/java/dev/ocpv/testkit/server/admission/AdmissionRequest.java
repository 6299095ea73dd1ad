package dev.ocpv.testkit.server.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A write on its way to the store; trees are shared and to be read only.
 *
 * @param operation CREATE, UPDATE, DELETE or CONNECT
 * @param target which thing is written
 * @param object the new object; a missing node on DELETE
 * @param oldObject the stored object; a missing node on CREATE
 * @param options who asks, and how
 */
public record AdmissionRequest(String operation, Target target, JsonNode object, JsonNode oldObject, Options options) {

    /** This request with another new object. */
    public AdmissionRequest with(JsonNode changed) {
        return new AdmissionRequest(operation, target, changed, oldObject, options);
    }

    /** {@return the name by which a refusal names the thing; one without a name yet goes by its prefix} */
    public String refusedName() {
        if (!target.name().isEmpty()) {
            return target.name();
        }
        String given = Json.textAt(object, "metadata", "name");
        String prefix = Json.textAt(object, "metadata", "generateName");
        return !given.isEmpty() ? given : prefix.isEmpty() ? "Unknown" : prefix;
    }

    /** {@return the options of the request as an object; a connection has none} */
    public JsonNode optionsDocument() {
        return operation.equals("CONNECT")
                ? NullNode.getInstance()
                : options.document().get();
    }

    /**
     * Which thing a write is about.
     *
     * @param group the API group, empty for the core one
     * @param version the version of the request
     * @param resource the plural
     * @param kind the kind
     * @param subresource for instance status, or empty
     * @param namespace the namespace, or empty
     * @param name the name, empty while a generated one is not known and when a whole collection is deleted
     */
    public record Target(
            String group,
            String version,
            String resource,
            String kind,
            String subresource,
            String namespace,
            String name) {}

    /**
     * Who writes, and how.
     *
     * @param identity the user
     * @param dryRun whether nothing will be stored
     * @param document makes an object of the options of the request, for instance one of kind CreateOptions
     * @param warnings takes what the client shall be warned of
     */
    public record Options(Identity identity, boolean dryRun, Supplier<ObjectNode> document, Consumer<String> warnings) {
        /** {@return the name of the user} */
        public String user() {
            return identity.name();
        }

        /** {@return the groups of the user} */
        public List<String> groups() {
            return identity.groups();
        }
    }
}
