package dev.ocpv.testkit.server.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.ApiResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
    private static final String BETA = "/apis/test.ocpv.dev/v1beta1/namespaces/default/things";
    private final Things things = new Things(35);

    @BeforeEach
    void define() {
        things.defineVersions(Things.version("v1", "\"storage\":true", """
                {"type":"object","properties":{"a":{"type":"integer"},"stored":{"type":"integer","default":5}}}""") + ","
                + Things.version("v1beta1", "\"storage\":false,\"deprecated\":true", """
                {"type":"object","properties":{"a":{"type":"integer"},"stored":{"type":"integer"},"beta":{"type":"integer","default":7}}}""") + ","
                + Things.version(
                        "v1alpha1",
                        "\"storage\":false,\"deprecated\":true,\"deprecationWarning\":\"too old\"",
                        "{\"type\":\"object\",\"x-kubernetes-preserve-unknown-fields\":true}"));
    }

    @Test
    void what_is_read_through_another_version_has_the_defaults_of_the_stored_one() {
        things.send("POST", BETA, Things.thing("{\"a\":1}").replace("/v1", "/v1beta1"));

        JsonNode read = Things.json(things.send("GET", BETA + "/a", ""));

        assertThat(read.path("spec").path("x").toString()).isEqualTo("{\"a\":1,\"stored\":5}");
    }

    @ParameterizedTest
    @CsvSource({"GET", "PUT", "PATCH", "DELETE"})
    void every_request_for_a_deprecated_version_is_warned(String verb) {
        ApiResponse answer = things.send(verb, BETA + "/none", "{}");

        assertThat(answer.headers().get("Warning"))
                .isEqualTo(List.of("299 - \"test.ocpv.dev/v1beta1 Thing is deprecated; use test.ocpv.dev/v1 Thing\""));
    }

    @Test
    void a_definition_can_warn_in_its_own_words_and_not_of_what_is_current() {
        assertThat(things.send("GET", BETA.replace("v1beta1", "v1alpha1"), "")
                        .headers()
                        .get("Warning"))
                .isEqualTo(List.of("299 - \"too old\""));
        assertThat(things.send("GET", Things.PATH, "").headers()).doesNotContainKey("Warning");
    }

    @Test
    void a_watch_cannot_start_before_there_was_the_kind() {
        ApiResponse answer = things.send("GET", Things.PATH + "?watch=true&resourceVersion=1&timeoutSeconds=1", "");

        assertThat(answer.text()).contains("\"type\":\"ERROR\"").contains("\"code\":410");
    }

    @Test
    void the_event_of_a_deletion_shows_what_was_stored_last() {
        JsonNode created = Things.json(things.send(
                "POST",
                Things.PATH,
                Things.thing("{\"a\":1}")
                        .replace("\"name\":\"a\"", "\"name\":\"a\",\"finalizers\":[\"test.ocpv.dev/f\"]")));
        things.send("DELETE", Things.PATH + "/a", "");
        things.send("PATCH", Things.PATH + "/a", "{\"metadata\":{\"finalizers\":null},\"spec\":{\"x\":{\"a\":2}}}");

        String events = things.send(
                        "GET",
                        Things.PATH + "?watch=true&timeoutSeconds=1&resourceVersion="
                                + created.path("metadata")
                                        .path("resourceVersion")
                                        .asText(),
                        "")
                .text();
        String last = events.strip().substring(events.strip().lastIndexOf('\n') + 1);

        assertThat(last)
                .contains("\"type\":\"DELETED\"")
                .contains("test.ocpv.dev/f")
                .contains("\"a\":1");
    }

    @Test
    void the_status_is_checked_on_its_own() {
        for (int minor : new int[] {30, 35}) {
            Things two = new Things(minor);
            two.defineVersions("""
                    {"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":{"type":"object",
                     "properties":{"status":{"type":"object","properties":{"n":{"type":"integer"}}}}}}}""");
            two.send("POST", Things.PATH, Things.thing("{}"));

            JsonNode answer = Things.json(two.send("PATCH", Things.PATH + "/a/status", "{\"status\":{\"n\":\"a\"}}"));

            assertThat(Things.complaint(answer))
                    .isEqualTo((minor == 30 ? "n" : "status.n")
                            + ": Invalid value: \"string\": n in body must be of type integer: \"string\"");
        }
    }
}
