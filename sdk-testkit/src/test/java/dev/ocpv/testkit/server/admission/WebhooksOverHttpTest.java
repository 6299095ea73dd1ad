package dev.ocpv.testkit.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.HookServer;
import dev.ocpv.testkit.server.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksOverHttpTest {
    private static final String GROUP = "/apis/admissionregistration.k8s.io/v1";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final CountDownLatch END = new CountDownLatch(1);

    private static HookServer hooks;

    private final ApiServer server = ApiServer.builder().build();
    private final Sender admin = Sender.to(server);

    @BeforeAll
    static void serve(@TempDir Path folder) throws Exception {
        hooks = new HookServer(folder);
    }

    @AfterAll
    static void stop() {
        END.countDown();
        hooks.close();
    }

    private static String response(JsonNode review, String fields) {
        return "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":{\"uid\":"
                + review.path("request").path("uid") + "," + fields + "}}";
    }

    private static String patched(JsonNode review, String patch) {
        return response(
                review,
                "\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\""
                        + Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)) + "\"");
    }

    private String webhook(String name, String path, String more) {
        return """
                {"name":"%s.acme.com","sideEffects":"None","admissionReviewVersions":["v1"],"timeoutSeconds":5,%s
                 "clientConfig":%s,
                 "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["*"],"resources":["configmaps"]}]}""".formatted(name, more, hooks.clientConfig(path, true));
    }

    private void configure(String kind, String name, String webhooks) {
        admin.post(GROUP + "/" + kind.toLowerCase(java.util.Locale.ROOT) + "webhookconfigurations", """
                        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"%sWebhookConfiguration","metadata":{"name":"%s"},"webhooks":[%s]}""".formatted(
                                kind, name, webhooks))
                .ok();
    }

    private Sender.Answer create(String name, String query) {
        return admin.post(MAPS + query, """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{"a":"b"}}""".formatted(name));
    }

    @Test
    void a_webhook_is_told_who_does_what_to_which_object() {
        hooks.handle("/told", review -> response(review, "\"allowed\":true"));
        configure("Validating", "w", webhook("told", "/told", ""));

        admin.with("Impersonate-User", "jane")
                .with("Impersonate-Extra-Scopes", "s")
                .post(MAPS + "?dryRun=All&fieldManager=m", """
                        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"told"}}""")
                .ok();

        ObjectNode request = (ObjectNode) last("told").path("request");
        assertThat(request.path("uid").asText()).hasSize(36);
        request.remove("uid");
        ((ObjectNode) request.path("object").path("metadata"))
                .remove(List.of("uid", "creationTimestamp", "managedFields"));
        assertThat(request.toString()).isEqualTo("""
                {"kind":{"group":"","version":"v1","kind":"ConfigMap"},"resource":{"group":"","version":"v1","resource":"configmaps"},\
                "requestKind":{"group":"","version":"v1","kind":"ConfigMap"},"requestResource":{"group":"","version":"v1","resource":"configmaps"},\
                "name":"told","namespace":"default","operation":"CREATE",\
                "userInfo":{"username":"jane","groups":["system:authenticated"],"extra":{"scopes":["s"]}},\
                "object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"told","namespace":"default"}},"oldObject":null,"dryRun":true,\
                "options":{"kind":"CreateOptions","apiVersion":"meta.k8s.io/v1","dryRun":["All"],"fieldManager":"m"}}""");
    }

    private static JsonNode last(String name) {
        return hooks.reviews().stream()
                .filter(review -> review.path("request").path("name").asText().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void a_webhook_refuses_in_its_own_words_and_code() {
        hooks.handle(
                "/no",
                review -> response(
                        review,
                        "\"allowed\":false,\"status\":{\"code\":409,\"reason\":\"Conflict\",\"message\":\"not today\"},\"warnings\":[\"late\"]"));
        configure("Validating", "w", webhook("no", "/no", ""));

        var answer = create("no", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("reason").asText()).isEqualTo("Conflict");
        assertThat(answer.message()).isEqualTo("admission webhook \"no.acme.com\" denied the request: not today");
        assertThat(answer.warnings()).containsExactly("299 - \"late\"");
    }

    @Test
    void a_refusal_without_words_is_a_bad_request() {
        hooks.handle("/silent", review -> response(review, "\"allowed\":false"));
        configure("Validating", "w", webhook("silent", "/silent", ""));

        var answer = create("silent", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message())
                .isEqualTo("admission webhook \"silent.acme.com\" denied the request without explanation");
    }

    @Test
    void a_patch_changes_the_object_before_it_is_checked() {
        hooks.handle(
                "/patch",
                review -> patched(
                        review,
                        "[{\"op\":\"add\",\"path\":\"/data/c\",\"value\":\"d\"},"
                                + "{\"op\":\"add\",\"path\":\"/unknown\",\"value\":1}]"));
        configure("Mutating", "w", webhook("patch", "/patch", ""));

        var stored = create("patched", "").ok().json();

        assertThat(stored.path("data").toString()).isEqualTo("{\"a\":\"b\",\"c\":\"d\"}");
        assertThat(stored.has("unknown")).isFalse();
        assertThat(stored.path("metadata").path("managedFields").toString()).doesNotContain("f:c");
    }

    @Test
    void webhooks_are_asked_in_the_order_of_their_configurations_and_once_more_if_needed() {
        Function<JsonNode, String> handler = review -> patched(
                review,
                "[{\"op\":\"add\",\"path\":\"/data/seen\",\"value\":\""
                        + review.at("/request/object/data/seen").asText("") + "x\"}]");
        hooks.handle("/first", handler);
        hooks.handle(
                "/second",
                review -> patched(
                        review,
                        "[{\"op\":\"add\",\"path\":\"/data/seen\",\"value\":\""
                                + review.at("/request/object/data/seen").asText("") + "y\"}]"));
        configure("Mutating", "z", webhook("second", "/second", ""));
        configure("Mutating", "a", webhook("first", "/first", "\"reinvocationPolicy\":\"IfNeeded\","));

        assertThat(create("order", "").ok().json().at("/data/seen").asText()).isEqualTo("xyx");
    }

    @Test
    void a_patch_that_does_not_fit_is_an_error_of_the_server() {
        hooks.handle("/misfit", review -> patched(review, "[{\"op\":\"remove\",\"path\":\"/spec/none\"}]"));
        configure("Mutating", "w", webhook("misfit", "/misfit", ""));

        assertThat(create("misfit", "").status()).isEqualTo(500);
    }

    @Test
    void a_status_other_than_200_counts_as_no_answer() {
        hooks.handle("/broken", review -> "broken");
        configure("Validating", "w", webhook("broken", "/broken", ""));

        assertThat(create("broken", "").message())
                .isEqualTo(
                        "Internal error occurred: failed calling webhook \"broken.acme.com\": failed to call webhook: an error on"
                                + " the server (\"broken\") has prevented the request from succeeding");
    }

    @Test
    void an_answer_to_another_question_counts_as_no_answer() {
        hooks.handle(
                "/other",
                review -> response(review, "\"allowed\":true").replaceFirst("\"uid\":\"[^\"]*\"", "\"uid\":\"7\""));
        configure("Validating", "w", webhook("other", "/other", ""));

        assertThat(create("other", "").message())
                .startsWith(
                        "Internal error occurred: failed calling webhook \"other.acme.com\": received invalid webhook response:"
                                + " expected response.uid=")
                .endsWith(", got \"7\"");
    }

    @Test
    void a_webhook_that_is_too_slow_is_not_waited_for() {
        hooks.handle("/slow", review -> {
            try {
                END.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        });
        configure(
                "Validating",
                "w",
                webhook("slow", "/slow", "").replace("\"timeoutSeconds\":5", "\"timeoutSeconds\":1"));

        assertThat(create("slow", "").message()).endsWith("/slow?timeout=1s\": context deadline exceeded");
    }

    @Test
    void a_server_that_nobody_vouches_for_is_not_talked_to() {
        hooks.handle("/told", review -> response(review, "\"allowed\":true"));
        configure(
                "Validating",
                "w",
                webhook("unknown", "/told", "")
                        .replace(hooks.clientConfig("/told", true), hooks.clientConfig("/told", false)));

        assertThat(create("untrusted", "").message())
                .endsWith("tls: failed to verify certificate: x509: certificate signed by unknown authority");
    }

    @Test
    void what_cannot_be_asked_is_passed_over_where_that_is_wanted() {
        configure("Validating", "w", webhook("missing", "/missing", "\"failurePolicy\":\"Ignore\","));

        assertThat(create("ignored", "").status()).isEqualTo(201);
    }

    @Test
    void a_service_of_the_cluster_cannot_be_reached() {
        configure(
                "Validating",
                "w",
                webhook("svc", "/", "")
                        .replaceFirst(
                                "\"url\":\"[^\"]*\",\"caBundle\":\"[^\"]*\"",
                                "\"service\":{\"namespace\":\"default\",\"name\":\"hook\",\"path\":\"/check\"}"));

        assertThat(create("service", "").message())
                .isEqualTo(
                        "Internal error occurred: failed calling webhook \"svc.acme.com\": failed to call webhook: Post"
                                + " \"https://hook.default.svc:443/check?timeout=5s\": service \"hook\" not found");
    }

    @Test
    void a_condition_keeps_a_webhook_from_being_asked_and_one_that_fails_forbids() {
        configure(
                "Validating",
                "w",
                webhook(
                        "cond",
                        "/missing",
                        "\"matchConditions\":[{\"name\":\"c\",\"expression\":\"object.data.a == 'z'\"}],"));

        assertThat(create("cond", "").status()).isEqualTo(201);
        assertThat(admin.post(MAPS, """
                                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"bare"}}""").message())
                .isEqualTo(
                        "configmaps \"bare\" is forbidden: expression 'object.data.a == 'z'' resulted in error: no such key: data");
    }

    @Test
    void a_delete_shows_the_old_object() {
        hooks.handle("/told", review -> response(review, "\"allowed\":true"));
        create("doomed", "").ok();
        configure("Validating", "w", webhook("told", "/told", ""));

        admin.delete(MAPS + "/doomed?propagationPolicy=Background").ok();

        JsonNode request = last("doomed").path("request");
        assertThat(request.path("operation").asText()).isEqualTo("DELETE");
        assertThat(request.path("object").isNull()).isTrue();
        assertThat(request.at("/oldObject/data/a").asText()).isEqualTo("b");
        assertThat(request.path("options").toString())
                .isEqualTo(
                        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"meta.k8s.io/v1\",\"propagationPolicy\":\"Background\"}");
    }

    @Test
    void webhooks_are_not_asked_about_webhooks() {
        configure(
                "Validating",
                "w",
                webhook("all", "/missing", "")
                        .replace("[\"configmaps\"]", "[\"*\"]")
                        .replace("[\"\"]", "[\"*\"]"));

        assertThat(create("refused", "").status()).isEqualTo(500);
        assertThat(admin.delete(GROUP + "/validatingwebhookconfigurations/w").status())
                .isEqualTo(200);
    }
}
