package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.Map;
import java.util.function.Function;

/** The fields by which lists of kinds without a strategy of their own can be filtered. */
final class FieldLabels {
    private static final Map<String, Map<String, Function<ObjectNode, String>>> BY_KIND = Map.of(
            "v1/ReplicationController",
            Map.of("status.replicas", object -> number(object, "replicas")),
            "batch/v1/Job",
            Map.of("status.successful", object -> number(object, "succeeded")),
            "certificates.k8s.io/v1/CertificateSigningRequest",
            Map.of("spec.signerName", object -> Json.textAt(object, "spec", "signerName")));

    private FieldLabels() {}

    static Map<String, Function<ObjectNode, String>> of(String apiVersion, String kind) {
        return BY_KIND.getOrDefault(apiVersion + "/" + kind, Map.of());
    }

    private static String number(ObjectNode object, String field) {
        return Long.toString(object.path("status").path(field).asLong(0));
    }
}
