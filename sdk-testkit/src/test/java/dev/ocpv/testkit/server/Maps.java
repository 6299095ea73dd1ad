package dev.ocpv.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** Short ways to write and read ConfigMaps. */
final class Maps {
    static final String ALL = "/api/v1/namespaces/default/configmaps";
    private static final JsonMapper JSON = new JsonMapper();

    private Maps() {}

    static String named(String name) {
        return named(name, "v");
    }

    static String named(String name, String value) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\"},\"data\":{\"k\":\"" + value + "\"}}";
    }

    static ApiResponse create(ApiServer server, String name) {
        return server.handle(ApiRequest.of("POST", ALL, named(name)));
    }

    static ApiResponse read(ApiServer server, String name) {
        return server.handle(ApiRequest.of("GET", ALL + "/" + name));
    }

    static ApiResponse patch(ApiServer server, String name, String value) {
        String patch = "{\"data\":{\"k\":\"" + value + "\"}}";
        return server.handle(ApiRequest.of("PATCH", ALL + "/" + name, "application/merge-patch+json", patch));
    }

    static JsonNode json(ApiResponse response) {
        try {
            return JSON.readTree(response.text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
