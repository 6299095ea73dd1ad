package dev.ocpv.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BadInputTest {
    private static final String DEFINITION = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"lamps.test.ocpv.dev"},
             "spec":{"group":"test.ocpv.dev","scope":"Cluster","names":{"plural":"lamps","kind":"Lamp"},"versions":[{"name":"v1",
             "served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
             "x-kubernetes-preserve-unknown-fields":true}}}]}}
            """;
    private static final String LAMPS = "/apis/test.ocpv.dev/v1/lamps";
    private static final String LAMP =
            "{\"apiVersion\":\"test.ocpv.dev/v1\",\"kind\":\"Lamp\",\"metadata\":{\"name\":\"x\"}";
    private static final int MIB = 1024 * 1024;

    private final ApiServer server =
            ApiServer.builder().addDefinition(DEFINITION).build();

    @Test
    void a_body_beyond_three_mebibytes_is_413() {
        String body = Maps.named("big", "x".repeat(3 * MIB));

        ApiResponse created = server.handle(ApiRequest.of("POST", Maps.ALL, body));
        ApiResponse patched =
                server.handle(ApiRequest.of("PATCH", Maps.ALL + "/x", "application/merge-patch+json", body));

        isStatus(created, 413, "Request entity too large: limit is 3145728");
        isStatus(patched, 413, "Request entity too large: limit is 3145728");
    }

    @Test
    void what_is_too_deep_is_refused_in_every_format() {
        String deep = LAMP + ",\"a\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";
        String yaml = "a: " + "[".repeat(500_000);

        isStatus(server.handle(ApiRequest.of("POST", LAMPS, deep)), 400, "exceeded max depth");
        isStatus(server.handle(ApiRequest.of("POST", LAMPS, "application/yaml", yaml)), 400, "yaml: ");
        isStatus(
                server.handle(
                        ApiRequest.of("PATCH", LAMPS + "/x?fieldManager=f", "application/apply-patch+yaml", deep)),
                400,
                "exceeded max depth");
        server.handle(ApiRequest.of("POST", LAMPS, LAMP + "}"));
        isStatus(
                server.handle(ApiRequest.of("PATCH", LAMPS + "/x", "application/merge-patch+json", deep)),
                400,
                "exceeded max depth");
    }

    @Test
    void aliases_that_multiply_are_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String one = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, one)) + "]\n");
        }
        String longText = "a: &a \"" + "x".repeat(MIB) + "\"\nb: [" + "*a, ".repeat(100_000) + "*a]\n";

        isStatus(
                server.handle(ApiRequest.of("POST", LAMPS, "application/yaml", bomb.toString())),
                400,
                "excessive aliasing");
        isStatus(server.handle(ApiRequest.of("POST", LAMPS, "application/yaml", longText)), 400, "excessive aliasing");
    }

    @Test
    void copies_that_double_are_refused() {
        server.handle(ApiRequest.of("POST", LAMPS, LAMP + ",\"a\":{\"b\":\"" + "x".repeat(1000) + "\"}}"));
        String wide = "[" + copies("/a", "/a/c%d", 40) + "]";
        String deep = "[" + copies("/a", "/a/c", 200) + "]";

        isStatus(server.handle(ApiRequest.of("PATCH", LAMPS + "/x", "application/json-patch+json", wide)), 422, "");
        isStatus(server.handle(ApiRequest.of("PATCH", LAMPS + "/x", "application/json-patch+json", deep)), 422, "");
    }

    private static String copies(String from, String to, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"op\":\"copy\",\"from\":\"")
                    .append(from);
            text.append("\",\"path\":\"").append(to.formatted(i)).append("\"}");
        }
        return text.toString();
    }

    @Test
    void bytes_that_are_no_utf_8_become_replacement_characters_as_in_go() {
        byte[] body = Maps.named("bad", "a?b").getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;

        ApiResponse created = server.handle(new ApiRequest("POST", Maps.ALL, Map.of(), body));

        assertThat(created.status()).isEqualTo(201);
        assertThat(Maps.json(created).at("/data/k").asText()).isEqualTo("a\ufffdb");
    }

    @Test
    void what_is_no_json_and_what_no_number_can_hold_is_400() {
        for (String broken : List.of("{", "[", "\"", "{\"a\":}", "nul", "\u0000\u0000", "\ufeff{}", "{}{}", "01")) {
            isStatus(server.handle(ApiRequest.of("POST", Maps.ALL, broken)), 400, "");
            isStatus(server.handle(ApiRequest.of("POST", LAMPS, broken)), 400, "");
        }
        isStatus(
                server.handle(ApiRequest.of("POST", LAMPS, LAMP + ",\"a\":1e400}")),
                400,
                "cannot unmarshal number 1e400");
        for (String broken : List.of("a: [", "\"\\x", "!% a", "a: *b", "\t- a", "&", "? ? ?:[")) {
            isStatus(server.handle(ApiRequest.of("POST", LAMPS, "application/yaml", broken)), 400, "");
        }
    }

    @Test
    void selectors_tokens_and_parameters_that_mean_nothing_are_400() {
        String huge = "a".repeat(100_000);

        for (String query : List.of(
                "labelSelector=" + huge + "%20in",
                "labelSelector=%0ca",
                "labelSelector=" + "a,".repeat(50_000) + "%3D%3D",
                "fieldSelector=" + huge,
                "continue=" + huge,
                "continue=e30",
                "limit=x",
                "timeoutSeconds=1e3",
                "resourceVersion=-1",
                "resourceVersionMatch=Exact&resourceVersion=x")) {
            ApiResponse answer = server.handle(ApiRequest.of("GET", Maps.ALL + "?" + query));

            assertThat(answer.status())
                    .as(query.substring(0, Math.min(50, query.length())))
                    .isBetween(400, 422);
            assertThat(answer.text()).contains("\"kind\":\"Status\"");
        }
        assertThat(server.handle(ApiRequest.of("GET", Maps.ALL + "?%zz=%&&&=&a=%f"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void quantities_without_measure_are_capped_at_once() {
        String pods = "/api/v1/namespaces/default/pods";
        String pod =
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":"
                        + "\"c\",\"image\":\"i\",\"resources\":{\"limits\":{\"cpu\":\"3e53825400\",\"memory\":\"1e-53825400\"}}}]}}";

        ApiResponse answer = server.handle(ApiRequest.of("POST", pods, pod));

        assertThat(answer.status()).isLessThan(500);
    }

    private static void isStatus(ApiResponse answer, int code, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(code);
        assertThat(answer.text())
                .contains("\"kind\":\"Status\"")
                .contains(words)
                .doesNotContain("java.");
    }
}
