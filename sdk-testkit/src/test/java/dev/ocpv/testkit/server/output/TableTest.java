package dev.ocpv.testkit.server.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TableTest {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualClock clock = VirtualClock.startingAt(Instant.parse("2026-01-15T08:00:00Z"));
    private final ApiServer server = ApiServer.builder().clock(clock).build();

    static Stream<String> endlessPaths() {
        return Stream.of(
                "..".repeat(17) + "@",
                "..*".repeat(100),
                "..[?(@".repeat(30) + "..none" + ")]".repeat(30),
                "." + "[?(".repeat(200_000),
                ".".repeat(500_000));
    }

    @ParameterizedTest
    @MethodSource("endlessPaths")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_path_that_looks_at_everything_again_and_again_comes_to_an_end(String path) {
        define("{\"name\":\"Value\",\"type\":\"string\",\"jsonPath\":" + quoted(path) + "}");
        create("/apis/test.ocpv.dev/v1/namespaces/default/houses", """
                {"apiVersion":"test.ocpv.dev/v1","kind":"House","metadata":{"name":"a"},"spec":%s}""".formatted(
                        "{\"a\":[1,2,3],\"b\":".repeat(200) + "1" + "}".repeat(200)));

        JsonNode table = get("/apis/test.ocpv.dev/v1/namespaces/default/houses/a", TABLE);

        assertThat(table.path("rows")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    .spec.list[1]              | q
                    .spec.list[-1]             | r
                    .spec.list[0:2]            | p
                    .spec.list[1:]             | q
                    .spec.list[2,0]            | r
                    .spec['list'][0]           | p
                    .spec.rooms[*].name        | hall
                    .spec.rooms[?(@.size>10)].name  | attic
                    .spec.rooms[?(@.size<=10)].name | hall
                    .spec.rooms[?(@.name!="hall")].name | attic
                    .spec.rooms[?(@.door)].name | attic
                    ..door                     | red
                    .spec.a\\.b                | dotted
                    .spec.none                 |
                    .spec.list[7]              |
                    """)
    void a_column_shows_the_first_value_that_its_path_finds(String path, String shown) {
        define("{\"name\":\"Value\",\"type\":\"string\",\"jsonPath\":" + quoted(path) + "}");
        create("/apis/test.ocpv.dev/v1/namespaces/default/houses", """
                {"apiVersion":"test.ocpv.dev/v1","kind":"House","metadata":{"name":"a"},"spec":{"list":["p","q","r"],"a.b":"dotted",
                 "rooms":[{"name":"hall","size":5},{"name":"attic","size":20,"door":"red"}]}}""");

        JsonNode cells = get("/apis/test.ocpv.dev/v1/namespaces/default/houses/a", TABLE)
                .path("rows")
                .get(0)
                .path("cells");

        assertThat(cells.get(1).isNull() ? null : cells.get(1).asText()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT119S, 119s",
        "PT2M, 2m",
        "PT2M30S, 2m30s",
        "PT10M30S, 10m",
        "PT179M, 179m",
        "PT3H, 3h",
        "PT3H5M, 3h5m",
        "PT8H5M, 8h",
        "PT47H, 47h",
        "PT48H, 2d",
        "PT51H, 2d3h",
        "P8DT3H, 8d",
        "P729D, 729d",
        "P730D, 2y",
        "P765D, 2y35d",
        "P3000D, 8y"
    })
    void ages_get_coarser_with_time(Duration age, String shown) {
        create("/api/v1/namespaces/default/configmaps", """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""");
        clock.advance(age);

        assertThat(row("/api/v1/namespaces/default/configmaps/a")).containsExactly("a", "0", shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"phase":"Pending"} | 0/1 | Pending | 0
                    {"phase":"Running","containerStatuses":[{"name":"c","ready":true,"restartCount":0,"state":{"running":{}}}]} | 1/1 | Running | 0
                    {"phase":"Running","containerStatuses":[{"name":"c","restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1,"finishedAt":"2026-01-15T07:55:00Z"}}}]} | 0/1 | CrashLoopBackOff | 3 (5m ago)
                    {"phase":"Failed","containerStatuses":[{"name":"c","restartCount":0,"state":{"terminated":{"exitCode":2}}}]} | 0/1 | ExitCode:2 | 0
                    {"phase":"Failed","containerStatuses":[{"name":"c","restartCount":0,"state":{"terminated":{"exitCode":137,"signal":9}}}]} | 0/1 | Signal:9 | 0
                    {"phase":"Failed","reason":"Evicted"} | 0/1 | Evicted | 0
                    {"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":0,"state":{"running":{}}}]} | 0/1 | Init:0/1 | 0
                    {"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":0,"state":{"waiting":{"reason":"ErrImagePull"}}}]} | 0/1 | Init:ErrImagePull | 0
                    {"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":2,"state":{"terminated":{"exitCode":1,"reason":"Error"}}}]} | 0/1 | Init:Error | 2
                    {"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]} | 0/1 | SchedulingGated | 0
                    """)
    void a_pod_shows_what_is_the_matter_with_it(String status, String ready, String reason, String restarts) {
        create("/api/v1/namespaces/default/pods", """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"initContainers":[{"name":"i","image":"x"}],"containers":[{"name":"c","image":"x"}]}}""");
        send(
                "PATCH",
                "/api/v1/namespaces/default/pods/a/status",
                "application/merge-patch+json",
                "{\"status\":" + status + "}");

        assertThat(row("/api/v1/namespaces/default/pods/a"))
                .containsExactly("a", ready, reason, restarts, "0s", "<none>", "<none>", "<none>", "<none>");
    }

    @Test
    void a_pod_that_is_being_deleted_is_terminating() {
        create("/api/v1/namespaces/default/pods", """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","finalizers":["test.ocpv.dev/hold"]},"spec":{"containers":[{"name":"c","image":"x"}]}}""");
        send("DELETE", "/api/v1/namespaces/default/pods/a", "", "");

        assertThat(row("/api/v1/namespaces/default/pods/a")).contains("Terminating");
    }

    @Test
    void a_service_shows_its_ports_and_where_it_is_reached_from_outside() {
        create("/api/v1/namespaces/default/services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"a"},"spec":{"type":"NodePort","clusterIP":"10.0.0.9","externalIPs":["192.0.2.1"],
                 "selector":{"app":"x"},"ports":[{"port":80,"nodePort":30080,"protocol":"TCP"}]}}""");

        assertThat(row("/api/v1/namespaces/default/services/a"))
                .containsExactly("a", "NodePort", "10.0.0.9", "192.0.2.1", "80:30080/TCP", "0s", "app=x");
    }

    @Test
    void a_kind_without_columns_shows_when_it_was_made() {
        create("/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles", """
                {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"a"},"rules":[]}""");

        assertThat(row("/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles/a"))
                .containsExactly("a", "2026-01-15T08:00:00Z");
    }

    @Test
    void only_the_first_event_of_a_watch_has_columns() throws IOException {
        ApiResponse watch = server.handle(
                new ApiRequest("GET", "/api/v1/namespaces/default/configmaps?watch=true", accept(TABLE), new byte[0]));
        create("/api/v1/namespaces/default/configmaps", """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""");
        create("/api/v1/namespaces/default/configmaps", """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}""");

        try (var events = Objects.requireNonNull(watch.events())) {
            JsonNode first = JSON.readTree(events.next()).path("object");
            JsonNode second = JSON.readTree(events.next()).path("object");

            assertThat(first.path("columnDefinitions")).hasSize(3);
            assertThat(second.path("columnDefinitions").isNull()).isTrue();
            assertThat(second.path("rows").get(0).path("cells").get(0).asText()).isEqualTo("b");
        }
    }

    @Test
    void yaml_is_written_with_sorted_keys() {
        create("/api/v1/namespaces/default/configmaps", """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"b":"true","a":"1"}}""");

        String yaml = server.handle(new ApiRequest(
                        "GET", "/api/v1/namespaces/default/configmaps/a", accept("application/yaml"), new byte[0]))
                .text();

        assertThat(yaml).startsWith("apiVersion: v1\ndata:\n  a: \"1\"\n  b: \"true\"\nkind: ConfigMap\nmetadata:\n");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json;as=Table;v=v1;g=meta.k8s.io;q=0.1|application/json, ConfigMap",
        "text/html|application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io, PartialObjectMetadata",
        "application/vnd.kubernetes.protobuf|application/json, ConfigMap"
    })
    void the_most_wanted_clause_that_can_be_served_decides(String accept, String kind) {
        create("/api/v1/namespaces/default/configmaps", """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""");

        JsonNode answer = get("/api/v1/namespaces/default/configmaps/a", accept.replace('|', ','));

        assertThat(answer.path("kind").asText()).isEqualTo(kind);
    }

    private void define(String column) {
        create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"houses.test.ocpv.dev"},
                 "spec":{"group":"test.ocpv.dev","scope":"Namespaced","names":{"plural":"houses","kind":"House"},
                 "versions":[{"name":"v1","served":true,"storage":true,"additionalPrinterColumns":[%s],
                 "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}""".formatted(column));
    }

    private List<String> row(String path) {
        List<String> cells = new ArrayList<>();
        get(path, TABLE).path("rows").get(0).path("cells").forEach(cell -> cells.add(cell.asText()));
        return cells;
    }

    private void create(String path, String json) {
        assertThat(send("POST", path, "application/json", json).status()).isEqualTo(201);
    }

    private ApiResponse send(String method, String path, String contentType, String body) {
        return server.handle(ApiRequest.of(method, path, contentType, body));
    }

    private JsonNode get(String path, String accept) {
        try {
            return JSON.readTree(server.handle(new ApiRequest("GET", path, accept(accept), new byte[0]))
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> accept(String accept) {
        return Map.of("Accept", List.of(accept));
    }

    private static String quoted(String text) {
        return new String(
                JSON.createObjectNode().textNode(text).toString().getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    }
}
