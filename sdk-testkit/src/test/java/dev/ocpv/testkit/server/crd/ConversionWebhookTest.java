package dev.ocpv.testkit.server.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.compatibility.Endpoint;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.HookServer;
import dev.ocpv.testkit.server.Sender;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lamps have watts in v1 and the same in {@code power} in v2; a webhook knows that. */
class ConversionWebhookTest {
    private static final String V1 = "/apis/test.ocpv.dev/v1/namespaces/default/lamps";
    private static final String V2 = "/apis/test.ocpv.dev/v2/namespaces/default/lamps";
    private static final String LAMP = """
            {"apiVersion":"test.ocpv.dev/v1","kind":"Lamp","metadata":{"name":"desk","labels":{"room":"study"}},"watts":7}""";

    private static HookServer hooks;

    private final ApiServer server = ApiServer.builder().build();
    private final Sender admin = Sender.to(server);

    @BeforeAll
    static void serve(@TempDir Path folder) throws Exception {
        hooks = new HookServer(folder);
    }

    @AfterAll
    static void stop() {
        hooks.close();
    }

    private void define(String path, String reviewVersions) {
        admin.post(Things.DEFINITIONS, """
                        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"lamps.test.ocpv.dev"},
                         "spec":{"group":"test.ocpv.dev","scope":"Namespaced","names":{"plural":"lamps","kind":"Lamp"},
                         "conversion":{"strategy":"Webhook","webhook":{"conversionReviewVersions":%s,"clientConfig":%s}},
                         "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
                         "properties":{"watts":{"type":"integer"}}}}},
                         {"name":"v2","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object",
                         "properties":{"power":{"type":"integer"}}}}}]}}""".formatted(reviewVersions, hooks.clientConfig(path, true)))
                .ok();
    }

    /** {@return an answer with the converted object, which may be spoilt, and the response, which may be, too} */
    private static Function<JsonNode, String> answering(
            UnaryOperator<ObjectNode> object, UnaryOperator<String> response) {
        return review -> {
            JsonNode request = review.path("request");
            ObjectNode lamp = request.path("objects").path(0).deepCopy();
            boolean first = lamp.path("apiVersion").asText().endsWith("/v1");
            JsonNode value = lamp.remove(first ? "watts" : "power");
            if (value != null) {
                lamp.set(first ? "power" : "watts", value);
            }
            lamp.set("apiVersion", request.path("desiredAPIVersion"));
            return response.apply("""
                    {"apiVersion":"%s","kind":"ConversionReview","response":{"uid":"%s","result":{"status":"Success"},"convertedObjects":[%s]}}""".formatted(
                    review.path("apiVersion").asText(), request.path("uid").asText(), object.apply(lamp)));
        };
    }

    @Test
    void an_object_is_read_written_listed_and_watched_in_each_version() {
        hooks.handle("/well", answering(lamp -> lamp, text -> text));
        define("/well", "[\"v1\"]");

        admin.post(V1, LAMP).ok();
        JsonNode read = admin.get(V2 + "/desk").ok().json();
        JsonNode changed = admin.merge(V2 + "/desk", "{\"power\":9}").ok().json();
        JsonNode listed = admin.get(V2).ok().json();

        assertThat(read.path("apiVersion").asText()).isEqualTo("test.ocpv.dev/v2");
        assertThat(read.path("power").asInt()).isEqualTo(7);
        assertThat(read.has("watts")).isFalse();
        assertThat(changed.path("power").asInt()).isEqualTo(9);
        assertThat(listed.path("items").path(0).path("power").asInt()).isEqualTo(9);
        assertThat(admin.get(V1 + "/desk").ok().json().path("watts").asInt()).isEqualTo(9);
        assertThat(server.object("lamps", "default", "desk"))
                .hasValueSatisfying(stored -> assertThat(stored).contains("\"watts\":9"));
        assertThat(watched()).contains("\"type\":\"ADDED\"").contains("\"power\":9");
    }

    private String watched() {
        String target = V2 + "?watch=true&resourceVersion=0&timeoutSeconds=1";
        return Endpoint.of(server).send(ApiRequest.of("GET", target)).text();
    }

    @Test
    void the_webhook_is_told_what_is_wanted() {
        hooks.handle("/told", answering(lamp -> lamp, text -> text));
        define("/told", "[\"v7\",\"v1\"]");
        admin.post(V1, LAMP).ok();
        admin.get(V2 + "/desk").ok();

        JsonNode review = hooks.reviews().get(hooks.reviews().size() - 1);

        assertThat(review.path("apiVersion").asText()).isEqualTo("apiextensions.k8s.io/v1");
        assertThat(review.path("kind").asText()).isEqualTo("ConversionReview");
        assertThat(review.at("/request/uid").asText()).hasSize(36);
        assertThat(review.at("/request/desiredAPIVersion").asText()).isEqualTo("test.ocpv.dev/v2");
        assertThat(review.at("/request/objects")).hasSize(1);
        assertThat(review.at("/request/objects/0/apiVersion").asText()).isEqualTo("test.ocpv.dev/v1");
        assertThat(review.at("/request/objects/0/watts").asInt()).isEqualTo(7);
    }

    @Test
    void of_metadata_only_labels_and_annotations_are_taken() {
        hooks.handle(
                "/meta",
                answering(
                        lamp -> {
                            ObjectNode metadata = (ObjectNode) lamp.path("metadata");
                            metadata.remove("labels");
                            metadata.put("resourceVersion", "1")
                                    .putObject("annotations")
                                    .put("by", "hook");
                            return lamp;
                        },
                        text -> text));
        define("/meta", "[\"v1\"]");
        String version =
                admin.post(V1, LAMP).ok().json().at("/metadata/resourceVersion").asText();

        JsonNode metadata = admin.get(V2 + "/desk").ok().json().path("metadata");

        assertThat(metadata.has("labels")).isFalse();
        assertThat(metadata.path("annotations").toString()).isEqualTo("{\"by\":\"hook\"}");
        assertThat(metadata.path("resourceVersion").asText()).isEqualTo(version).isNotEqualTo("1");
    }

    @Test
    void a_review_of_v1beta1_need_not_name_itself() {
        hooks.handle("/old", answering(lamp -> lamp, text -> text.replaceFirst("\"uid\":\"[^\"]*\",", "")));
        define("/old", "[\"v1beta1\"]");
        admin.post(V1, LAMP).ok();

        assertThat(admin.get(V2 + "/desk").ok().json().path("power").asInt()).isEqualTo(7);
    }

    @Test
    void a_webhook_that_gives_no_answer_makes_the_object_unreadable_there() {
        define("/nobody", "[\"v1\"]");
        admin.post(V1, LAMP).ok();

        var answer = admin.get(V2 + "/desk");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.message())
                .isEqualTo(
                        "conversion webhook for test.ocpv.dev/v1, Kind=Lamp failed: the server could not find the requested resource");
        assertThat(admin.get(V2).status()).isEqualTo(500);
        assertThat(watched()).contains("\"type\":\"ERROR\"").contains(answer.message());
        assertThat(admin.get(V1 + "/desk").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "Success"                    | "Failed","message":"no light"       | failed: no light
                    "Success"                    | "Odd"                               | failed: response.result.status was 'Odd', not 'Success'
                    "response"                   | "reply"                             | failed: no response provided
                    "uid":"                      | "uid":"x                            | failed: expected response.uid=
                    "kind":"ConversionReview"    | "kind":"Review"                     | failed: expected webhook response of apiextensions.k8s.io/v1, Kind=ConversionReview, got apiextensions.k8s.io/v1, Kind=Review
                    "convertedObjects":[         | "convertedObjects":[{},             | returned 2 objects, expected 1
                    "apiVersion":"test.ocpv.dev/v2" | "apiVersion":"test.ocpv.dev/v3"  | returned invalid object at index 0: invalid groupVersion (expected test.ocpv.dev/v2, received test.ocpv.dev/v3)
                    "kind":"Lamp"                | "kind":"Torch"                      | returned invalid object at index 0: invalid kind (expected Lamp, received Torch)
                    "name":"desk"                | "name":"floor"                      | returned invalid object: must have the same name: desk != floor
                    "namespace":"default"        | "namespace":"other"                 | returned invalid object: must have the same namespace: default != other
                    "labels":{"room":"study"}    | "labels":[]                         | returned invalid metadata: invalid metadata.labels of type []interface {} in converted object
                    "labels":{"room":"study"}    | "labels":{"room":1}                 | returned invalid metadata: metadata.labels[room] must be a string, but is int64 in converted object
                    "labels":{"room":"study"}    | "labels":{"a b":"c"}                | returned invalid metadata: metadata.labels: Invalid value: "a b"
                    """)
    void an_answer_that_does_not_fit_is_refused(String part, String instead, String words) {
        hooks.handle("/spoilt", answering(lamp -> lamp, text -> text.replace(part, instead)));
        define("/spoilt", "[\"v1\"]");
        admin.post(V1, LAMP).ok();

        var answer = admin.get(V2 + "/desk");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.message()).startsWith("conversion webhook for test.ocpv.dev/v1, Kind=Lamp " + words);
    }

    @Test
    void a_converter_in_the_same_process_answers_in_place_of_the_webhook() {
        define("/unasked", "[\"v1\"]");
        String definition = server.object("customresourcedefinitions", "", "lamps.test.ocpv.dev")
                .orElseThrow();
        Sender other = Sender.to(ApiServer.builder()
                .putConverter("lamps.test.ocpv.dev", (object, from, to) -> object.set("power", object.get("watts")))
                .addDefinition(definition.replaceAll("\"resourceVersion\":\"[^\"]*\",?", ""))
                .build());
        other.post(V1, LAMP).ok();

        assertThat(other.get(V2 + "/desk").ok().json().path("power").asInt()).isEqualTo(7);
    }
}
