package dev.ocpv.testkit.server.admission;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A write on its way to the store; trees are shared and to be read only.
 *
 * @param operation CREATE, UPDATE or DELETE
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

    /**
     * Which thing a write is about.
     *
     * @param group the API group, empty for the core one
     * @param version the version of the request
     * @param resource the plural
     * @param kind the kind
     * @param subresource for instance status, or empty
     * @param namespace the namespace, or empty
     * @param name the name, empty while a generated one is not known
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
     * @param user the name of the user
     * @param groups the groups of the user
     * @param dryRun whether nothing will be stored
     */
    public record Options(String user, java.util.List<String> groups, boolean dryRun) {}
}
