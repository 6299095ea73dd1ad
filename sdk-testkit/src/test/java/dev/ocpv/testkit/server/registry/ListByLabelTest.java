package dev.ocpv.testkit.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListByLabelTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Pattern NAME = Pattern.compile("\"metadata\":\\{\"name\":\"([^\"]+)\"");

    private final ApiServer server = ApiServer.builder().build();

    @BeforeEach
    void store_and_list_once_so_that_there_is_an_index() {
        create("b", "red");
        create("a", "red");
        create("c", "blue");
        assertThat(red("")).containsExactly("a", "b");
    }

    @Test
    void what_is_created_later_is_found() {
        create("aa", "red");

        assertThat(red("")).containsExactly("a", "aa", "b");
    }

    @Test
    void what_loses_the_label_or_goes_is_not_found() {
        send("PATCH", MAPS + "/a", "application/merge-patch+json", "{\"metadata\":{\"labels\":{\"color\":\"blue\"}}}");
        server.handle(ApiRequest.of("DELETE", MAPS + "/b"));

        assertThat(red("")).isEmpty();
    }

    @Test
    void what_was_restored_is_found_and_nothing_else() {
        var before = server.snapshot();
        create("d", "red");
        assertThat(red("")).containsExactly("a", "b", "d");

        server.restore(before);

        assertThat(red("")).containsExactly("a", "b");
    }

    @Test
    void other_requirements_count_as_well() {
        assertThat(list("?labelSelector=color%3Dred,color%21%3Dred")).isEmpty();
        assertThat(list("?labelSelector=color%20in%20(red,blue)")).containsExactly("a", "b", "c");
    }

    @Test
    void pages_go_on_where_they_stopped() {
        assertThat(red("&limit=1")).containsExactly("a");
        String first = text("?labelSelector=color%3Dred&limit=1");
        String token = first.replaceFirst("(?s).*\"continue\":\"([^\"]+)\".*", "$1");

        assertThat(red("&limit=1&continue=" + token)).containsExactly("b");
    }

    private void create(String name, String color) {
        send(
                "POST",
                MAPS,
                "application/json",
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                        + "\",\"labels\":{\"color\":\"" + color + "\"}}}");
    }

    private void send(String method, String path, String type, String body) {
        var response = server.handle(ApiRequest.of(method, path, type, body));
        assertThat(response.status()).as(response.text()).isBetween(200, 201);
    }

    private List<String> red(String more) {
        return list("?labelSelector=color%3Dred" + more);
    }

    private List<String> list(String query) {
        return new ArrayList<>(NAME.matcher(text(query))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList());
    }

    private String text(String query) {
        return server.handle(ApiRequest.of("GET", MAPS + query)).text();
    }
}
