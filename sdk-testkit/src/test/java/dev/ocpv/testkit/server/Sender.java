package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests to a server with some headers, and reads the answers. */
public final class Sender {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;
    private final Map<String, List<String>> headers;

    private Sender(ApiServer server, Map<String, List<String>> headers) {
        this.server = server;
        this.headers = headers;
    }

    /** Of requests without any header. */
    public static Sender to(ApiServer server) {
        return new Sender(server, Map.of());
    }

    /** The same with another header, whose values are sent as they are. */
    public Sender with(String name, String... values) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        more.put(name, List.of(values));
        return new Sender(server, more);
    }

    /** The same with a bearer token. */
    public Sender token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer delete(String path) {
        return send("DELETE", path, "");
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    public Answer merge(String path, String json) {
        return with("Content-Type", "application/merge-patch+json").send("PATCH", path, json);
    }

    public Answer send(String method, String path, String body) {
        return new Answer(server.handle(new ApiRequest(method, path, headers, body.getBytes(StandardCharsets.UTF_8))));
    }

    /** What came back. */
    public record Answer(ApiResponse response) {
        public int status() {
            return response.status();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(response.text(), e);
            }
        }

        public String message() {
            return json().path("message").asText();
        }

        public List<String> warnings() {
            return response.headers().getOrDefault("Warning", List.of());
        }

        /** This answer, which must be a success. */
        public Answer ok() {
            if (status() >= 300) {
                throw new AssertionError(status() + " " + response.text());
            }
            return this;
        }
    }
}
