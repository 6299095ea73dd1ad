package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocpv.testkit.compatibility.Endpoint;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A server, and things whose definition a test makes up. */
final class Things {
    static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    static final String PATH = "/apis/test.ocpv.dev/v1/namespaces/default/things";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;

    Things(int minor) {
        server = ApiServer.builder()
                .kubernetesMinor(minor)
                .clock(VirtualClock.startingAt(Instant.parse("2026-01-15T08:00:00Z")))
                .build();
    }

    /** {@return the answer to a definition whose spec has one field} */
    JsonNode define(String fieldSchema) {
        return defineVersions(version("v1", "\"storage\":true", fieldSchema));
    }

    static String version(String name, String more, String fieldSchema) {
        return """
                {"name":"%s","served":true,%s,"schema":{"openAPIV3Schema":{"type":"object","properties":{
                 "spec":{"type":"object","properties":{"x":%s}}}}}}""".formatted(name, more, fieldSchema);
    }

    JsonNode defineVersions(String versions) {
        return json(send("POST", DEFINITIONS, definition("\"versions\":[" + versions + "]")));
    }

    static String definition(String more) {
        return """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                 "metadata":{"name":"things.test.ocpv.dev"},"spec":{"group":"test.ocpv.dev","scope":"Namespaced",
                 "names":{"plural":"things","kind":"Thing"},%s}}""".formatted(more);
    }

    static String thing(String value) {
        return "{\"apiVersion\":\"test.ocpv.dev/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"x\":"
                + value + "}}";
    }

    JsonNode create(String value) {
        return json(send("POST", PATH, thing(value)));
    }

    JsonNode change(String value) {
        return json(send("PATCH", PATH + "/a", "{\"spec\":{\"x\":" + value + "}}"));
    }

    ApiResponse send(String method, String target, String body) {
        return send(method, target, body, method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
    }

    ApiResponse send(String method, String target, String body, String type) {
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of(type), "Accept", List.of("application/json"), "User-Agent", List.of("test"));
        return Endpoint.of(server).send(new ApiRequest(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    static JsonNode json(ApiResponse response) {
        try {
            return JSON.readTree(response.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what the answer complains of, without its beginning} */
    static String complaint(JsonNode answer) {
        String message = answer.path("message").asText();
        int start = message.indexOf(" is invalid: ");
        return start < 0 ? message : message.substring(start + " is invalid: ".length());
    }
}
