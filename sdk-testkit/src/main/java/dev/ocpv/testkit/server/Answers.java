package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.codec.YamlWriter;
import dev.ocpv.testkit.server.output.Form;
import dev.ocpv.testkit.server.output.StatusProtobuf;
import dev.ocpv.testkit.server.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that are no objects: failures and plain texts, with their headers. */
final class Answers {
    private Answers() {}

    static ApiResponse notFoundText() {
        return text(404, "404 page not found\n");
    }

    static ApiResponse text(int code, String body) {
        return ApiResponse.of(
                code,
                Map.of(
                        "Content-Type",
                        List.of("text/plain; charset=utf-8"),
                        "X-Content-Type-Options",
                        List.of("nosniff")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return what went wrong, in the form in which the client takes it} */
    static ApiResponse failure(StatusException e, List<String> warnings, ApiRequest request) {
        return failure(e, warnings, Form.errorsInYaml(request.header("Accept")) ? Form.PLAIN_YAML : Form.PLAIN);
    }

    static ApiResponse failure(StatusException e, List<String> warnings) {
        return failure(e, warnings, Form.PLAIN);
    }

    static ApiResponse protobufFailure(StatusException e, List<String> warnings) {
        Map<String, List<String>> headers = headers(warnings, Form.PLAIN);
        headers.put("Content-Type", List.of(StatusProtobuf.MEDIA_TYPE));
        return ApiResponse.of(e.code(), headers, StatusProtobuf.bytes(e.toJson()));
    }

    private static ApiResponse failure(StatusException e, List<String> warnings, Form form) {
        Map<String, List<String>> headers = headers(warnings, form);
        if (e.retryAfterSeconds() > 0) {
            headers.put("Retry-After", List.of(Integer.toString(e.retryAfterSeconds())));
        }
        byte[] body = form.yaml() ? YamlWriter.bytes(e.toJson()) : JsonWriter.bytes(e.toJson());
        return ApiResponse.of(e.code(), headers, body);
    }

    /** {@return the headers of every answer} */
    static Map<String, List<String>> headers(List<String> warnings, Form form) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of(form.mediaType()));
        if (!warnings.isEmpty()) {
            List<String> lines = new ArrayList<>();
            for (String warning : warnings) {
                lines.add("299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
            }
            headers.put("Warning", lines);
        }
        return headers;
    }
}
