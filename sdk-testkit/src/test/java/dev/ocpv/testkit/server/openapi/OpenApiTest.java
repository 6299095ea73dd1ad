package dev.ocpv.testkit.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.codec.ProtobufReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final String GADGETS = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gadgets.test.dev"},
             "spec":{"group":"test.dev","scope":"Cluster","names":{"plural":"gadgets","kind":"Gadget"},
              "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"scale":{"specReplicasPath":".spec.n",
               "statusReplicasPath":".status.n"}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object",
               "properties":{"n":{"type":"integer","nullable":true},"free":{"type":"object","x-kubernetes-preserve-unknown-fields":true,
               "properties":{"a":{"type":"string"}}}}}}}}}]}}""";

    private final ApiServer server = ApiServer.builder().build();

    private ApiResponse get(String target, String... header) {
        var headers = header.length == 0 ? Map.<String, List<String>>of() : Map.of(header[0], List.of(header[1]));
        return server.handle(new ApiRequest("GET", target, headers, new byte[0]));
    }

    private static JsonNode json(ApiResponse response) {
        try {
            return new JsonMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String url(String path) {
        return json(get("/openapi/v3"))
                .path("paths")
                .path(path)
                .path("serverRelativeURL")
                .asText();
    }

    private void define(String definition) {
        var answer = server.handle(
                ApiRequest.of("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @Test
    void a_document_is_kept_by_its_hash_until_the_resources_change() {
        define(GADGETS);
        var first = url("apis/test.dev/v1");
        var apps = url("apis/apps/v1");

        var answer = get(first);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, immutable");
        assertThat(get(first, "If-None-Match", answer.header("Etag")).status()).isEqualTo(304);
        assertThat(get(first, "If-None-Match", "\"other\"").status()).isEqualTo(200);

        server.handle(
                ApiRequest.of(
                        "PATCH",
                        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.test.dev",
                        "application/json-patch+json",
                        "[{\"op\":\"add\",\"path\":\"/spec/versions/0/schema/openAPIV3Schema/description\",\"value\":\"new\"}]"));
        assertThat(url("apis/test.dev/v1")).isNotEqualTo(first);
        assertThat(url("apis/apps/v1")).isEqualTo(apps);
        assertThat(get(first).status()).isEqualTo(301);
        assertThat(get(first).header("Location")).isEqualTo(url("apis/test.dev/v1"));
    }

    @Test
    void a_definition_that_goes_takes_its_document_along() {
        define(GADGETS);
        assertThat(url("apis/test.dev/v1")).isNotEmpty();

        server.handle(
                ApiRequest.of("DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.test.dev"));
        server.clock().advance(java.time.Duration.ofSeconds(5));

        assertThat(url("apis/test.dev/v1")).isEmpty();
        assertThat(get("/openapi/v3/apis/test.dev/v1").status()).isEqualTo(404);
    }

    @Test
    void a_cluster_wide_resource_with_a_scale_has_its_paths() {
        define(GADGETS);

        var document = json(get("/openapi/v3/apis/test.dev/v1"));

        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/apis/test.dev/v1/gadgets",
                        "/apis/test.dev/v1/gadgets/{name}",
                        "/apis/test.dev/v1/gadgets/{name}/scale");
        assertThat(document.path("components").path("schemas").fieldNames())
                .toIterable()
                .contains("dev.test.v1.Gadget", "dev.test.v1.GadgetList", "io.k8s.api.autoscaling.v1.ScaleSpec");
    }

    @Test
    void every_reference_of_every_document_leads_somewhere() {
        json(get("/openapi/v3")).path("paths").forEach(path -> {
            var document = json(get(path.path("serverRelativeURL").asText()));
            document.findValuesAsText("$ref").stream()
                    .filter(reference -> reference.startsWith("#/"))
                    .forEach(reference -> assertThat(
                                    document.at(reference.substring(1)).isMissingNode())
                            .as(reference)
                            .isFalse());
        });
    }

    @Test
    void built_in_kinds_say_how_patches_merge() {
        var spec = json(get("/openapi/v3/api/v1"))
                .path("components")
                .path("schemas")
                .path("io.k8s.api.core.v1.PodSpec");

        var containers = spec.path("properties").path("containers");
        assertThat(containers.path("x-kubernetes-patch-merge-key").asText()).isEqualTo("name");
        assertThat(containers.path("x-kubernetes-patch-strategy").asText()).isEqualTo("merge");
        assertThat(spec.path("required").path(0).asText()).isEqualTo("containers");
    }

    @Test
    void version_2_says_only_what_its_clients_understand() {
        define(GADGETS);

        var answer = get("/openapi/v2");
        var spec = json(answer)
                .path("definitions")
                .path("dev.test.v1.Gadget")
                .path("properties")
                .path("spec");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(spec.path("properties").path("n").has("type")).isFalse();
        assertThat(spec.path("properties").path("free").has("properties")).isFalse();
        assertThat(get("/openapi/v2", "If-None-Match", answer.header("Etag")).status())
                .isEqualTo(304);
    }

    @Test
    void the_aggregated_list_of_resources_is_kept_by_its_hash() {
        var accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        var first = get("/apis", "Accept", accept);

        var again = server.handle(new ApiRequest(
                "GET",
                "/apis",
                Map.of("Accept", List.of(accept), "If-None-Match", List.of(first.header("Etag"))),
                new byte[0]));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void go_clients_get_version_2_as_a_protobuf_message() throws Exception {
        define(GADGETS);

        var answer = get("/openapi/v2", "Accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf");

        assertThat(answer.header("Content-Type"))
                .isEqualTo("application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
        var document = new ProtobufReader(answer.body());
        assertThat(document.next()).isTrue();
        assertThat(document.number()).isEqualTo(1);
        assertThat(document.text()).isEqualTo("2.0");
        assertThat(answer.text()).contains("dev.test.v1.Gadget");
    }

    @Test
    void documents_of_version_3_are_json_for_whoever_takes_that_too() {
        var protobuf = "application/com.github.proto-openapi.spec.v3@v1.0+protobuf";

        assertThat(get("/openapi/v3/api/v1", "Accept", protobuf).status()).isEqualTo(406);
        assertThat(get("/openapi/v3/api/v1", "Accept", protobuf + ",application/json")
                        .header("Content-Type"))
                .isEqualTo("application/json");
    }
}
