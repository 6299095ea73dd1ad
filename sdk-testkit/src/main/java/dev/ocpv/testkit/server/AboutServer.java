package dev.ocpv.testkit.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers what is not about resources: version and health. */
final class AboutServer {
    private final int minor;

    AboutServer(int minor) {
        this.minor = minor;
    }

    ApiResponse answer(ApiRequest request) {
        return switch (request.path()) {
            case "/version" -> json(version());
            case "/healthz", "/livez", "/readyz" -> text("ok");
            default -> Dispatcher.notFoundText();
        };
    }

    private ObjectNode version() {
        ObjectNode version = Json.object();
        version.put("major", "1").put("minor", Integer.toString(minor));
        version.put("gitVersion", "v1." + minor + ".0").put("gitCommit", "0000000000000000000000000000000000000000");
        version.put("gitTreeState", "clean").put("buildDate", "2026-01-01T00:00:00Z");
        return version.put("goVersion", "none").put("compiler", "javac").put("platform", "linux/amd64");
    }

    private static ApiResponse json(ObjectNode document) {
        return ApiResponse.of(200, Map.of("Content-Type", List.of("application/json")), JsonWriter.bytes(document));
    }

    private static ApiResponse text(String text) {
        return ApiResponse.of(
                200,
                Map.of("Content-Type", List.of("text/plain; charset=utf-8")),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
