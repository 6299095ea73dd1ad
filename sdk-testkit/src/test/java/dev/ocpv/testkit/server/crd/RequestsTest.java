package dev.ocpv.testkit.server.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.ApiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String MAP = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}";

    @ParameterizedTest
    @CsvSource({"30, 422", "32, 200", "33, 422", "34, 200"})
    void lists_by_watching_came_and_went_with_the_minors(int minor, int status) {
        ApiResponse answer = new Things(minor)
                .send(
                        "GET",
                        MAPS + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1",
                        "");

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"30, '', 500", "30, '&resourceVersionMatch=Exact', 400", "30, '&limit=1', 400", "35, '', 400"})
    void a_version_that_is_no_number_fails_where_it_is_read(int minor, String more, int status) {
        ApiResponse answer = new Things(minor).send("GET", MAPS + "?resourceVersion=abc" + more, "");

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"30, 500", "34, 500", "35, 400"})
    void options_of_a_deletion_that_are_none_are_refused(int minor, int status) {
        Things things = new Things(minor);
        things.send("POST", MAPS, MAP);

        ApiResponse answer = things.send("DELETE", MAPS + "/a", MAP);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("no kind \\\"ConfigMap\\\" is registered for version \\\"v1\\\"");
        assertThat(things.send("GET", MAPS + "/a", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"30, '[]string{\"Some\"}'", "35, '[\"Some\"]'"})
    void an_unknown_dry_run_is_shown_as_the_minor_shows_lists(int minor, String shown) {
        JsonNode answer = Things.json(new Things(minor).send("POST", MAPS + "?dryRun=Some", MAP));

        assertThat(Things.complaint(answer))
                .isEqualTo("dryRun: Unsupported value: " + shown + ": supported values: \"All\"");
    }

    @Test
    void fields_that_stand_twice_are_told_in_their_order() {
        Things things = new Things(35);
        things.define("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}");

        JsonNode answer = Things.json(things.send(
                "POST",
                Things.PATH + "?fieldValidation=Strict",
                "{\"apiVersion\":\"test.ocpv.dev/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\"},"
                        + "\"spec\":{},\"spec\":{\"x\":{\"a\":1,\"a\":2},\"y\":1}}"));

        assertThat(answer.path("message").asText())
                .endsWith("strict decoding error: duplicate field \"spec\", duplicate field \"spec.x.a\", unknown field"
                        + " \"spec.y\"");
    }

    @Test
    void keys_of_yaml_that_stand_twice_are_told_in_one_go() {
        Things things = new Things(35);
        things.define("{\"type\":\"integer\"}");

        JsonNode answer = Things.json(things.send(
                "POST",
                Things.PATH + "?fieldValidation=Strict",
                "apiVersion: test.ocpv.dev/v1\nkind: Thing\nmetadata: {name: a}\nspec:\n  x: 1\n  x: 2\n",
                "application/yaml"));

        assertThat(answer.path("message").asText())
                .endsWith("strict decoding error: yaml: unmarshal errors:\n  line 6: key \"x\" already set in map");
    }
}
