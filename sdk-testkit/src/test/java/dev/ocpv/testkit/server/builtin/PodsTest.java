package dev.ocpv.testkit.server.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Sender;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodsTest {
    private static final String PRIORITIES = "/apis/scheduling.k8s.io/v1/priorityclasses";
    private static final String CORE = "/api/v1/namespaces/default/";
    private static final String PODS = CORE + "pods";

    private final ApiServer server = ApiServer.builder().build();
    private final Sender sender = Sender.to(server).with("Content-Type", "application/json");

    @ParameterizedTest
    @CsvSource({"pods/p/binding", "bindings"})
    void bound_pod_is_on_its_node_and_stays_there(String path) {
        create("p", "");
        String binding = "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"p\"},"
                + "\"target\":{\"kind\":\"Node\",\"name\":\"n1\"}}";

        sender.post(CORE + path, binding).ok();

        JsonNode pod = sender.get(PODS + "/p").json();
        assertThat(pod.path("spec").path("nodeName").asText()).isEqualTo("n1");
        assertThat(pod.path("metadata").path("generation").asInt()).isEqualTo(1);
        assertThat(sender.post(CORE + path, binding).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "pods/p/binding, /registry/pods/default/p",
        "bindings, /registry/pods/default/p",
        "pods/p/binding?dryRun=All, /pods/default/p",
        "bindings?dryRun=All, /pods/default/p"
    })
    void binding_of_another_pod_of_that_name_is_refused(String path, String key) {
        create("p", "");

        Sender.Answer answer = sender.post(
                CORE + path,
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"p\",\"uid\":\"other\"},"
                        + "\"target\":{\"kind\":\"Node\",\"name\":\"n\"}}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message())
                .startsWith("Operation cannot be fulfilled on pods \"p\": StorageError: invalid object, Code: 4, Key: "
                        + key
                        + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: other,");
    }

    @Test
    void binding_without_a_node_is_refused() {
        create("p", "");

        Sender.Answer answer = sender.post(
                PODS + "/p/binding",
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"p\"},\"target\":{}}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.message()).isEqualTo("target.name: Required value");
    }

    @Test
    void gated_pod_is_not_bound() {
        create("p", ",\"schedulingGates\":[{\"name\":\"a/b\"}]");

        Sender.Answer answer = sender.post(
                PODS + "/p/binding",
                "{\"apiVersion\":\"v1\",\"kind\":\"Binding\",\"metadata\":{\"name\":\"p\"},\"target\":{\"name\":\"n\"}}");

        assertThat(answer.message()).endsWith("pod p has non-empty .spec.schedulingGates");
    }

    @Test
    void eviction_of_a_pod_that_does_not_run_yet_asks_nobody() {
        create("p", "");
        budget(0);

        assertThat(evict().status()).isEqualTo(201);
        assertThat(sender.get(PODS + "/p").status()).isEqualTo(404);
    }

    @Test
    void eviction_of_a_running_pod_takes_what_the_budget_allows() {
        create("p", ",\"nodeName\":\"n\"");
        sender.merge(
                        PODS + "/p/status",
                        "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}")
                .ok();
        budget(1);

        evict().ok();

        JsonNode status = sender.get("/apis/policy/v1/namespaces/default/poddisruptionbudgets/b")
                .json()
                .path("status");
        assertThat(status.path("disruptionsAllowed").asInt()).isZero();
        assertThat(status.path("disruptedPods").has("p")).isTrue();
        assertThat(sender.get(PODS + "/p").json().path("metadata").has("deletionTimestamp"))
                .isTrue();
    }

    @Test
    void eviction_beyond_the_budget_has_to_wait() {
        create("p", ",\"nodeName\":\"n\"");
        sender.merge(
                        PODS + "/p/status",
                        "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}")
                .ok();
        budget(0);

        assertThat(evict().status()).isEqualTo(429);
        assertThat(sender.get(PODS + "/p").json().path("metadata").has("deletionTimestamp"))
                .isFalse();
    }

    @Test
    void global_default_is_the_priority_of_pods_that_name_none() {
        sender.post(PRIORITIES, priority(7)).ok();
        assertThat(sender.post(PRIORITIES, priority(5)).status()).isEqualTo(403);

        JsonNode spec = create("p", "").path("spec");

        assertThat(spec.path("priority").asInt()).isEqualTo(7);
        assertThat(spec.path("priorityClassName").asText()).isEqualTo("p7");
    }

    private static String priority(int value) {
        return "{\"apiVersion\":\"scheduling.k8s.io/v1\",\"kind\":\"PriorityClass\",\"metadata\":{\"name\":\"p" + value
                + "\"},\"globalDefault\":true,\"value\":" + value + "}";
    }

    @Test
    void system_priorities_are_there_from_the_beginning() {
        JsonNode spec =
                create("p", ",\"priorityClassName\":\"system-node-critical\"").path("spec");

        assertThat(spec.path("priority").asInt()).isEqualTo(2_000_001_000);
    }

    @Test
    void pod_below_the_minimum_of_a_limit_range_is_refused() {
        limit("{\"type\":\"Container\",\"min\":{\"cpu\":\"1\"}}");

        Sender.Answer answer = sender.post(
                PODS,
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":["
                        + "{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"100m\"}}}]}}");

        assertThat(answer.message())
                .isEqualTo("pods \"p\" is forbidden: minimum cpu usage per Container is 1, but request is 100m");
    }

    @Test
    void claim_above_the_maximum_of_a_limit_range_is_refused() {
        limit("{\"type\":\"PersistentVolumeClaim\",\"max\":{\"storage\":\"1Gi\"}}");

        Sender.Answer answer = sender.post(CORE + "persistentvolumeclaims", claim("c", "2Gi"));

        assertThat(answer.message())
                .endsWith("maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi");
    }

    @Test
    void quota_counts_what_claims_ask_for_and_dry_runs_cost_nothing() {
        quota("{\"requests.storage\":\"3Gi\"}");
        sender.post(CORE + "persistentvolumeclaims?dryRun=All", claim("dry", "2Gi"))
                .ok();
        sender.post(CORE + "persistentvolumeclaims", claim("a", "2Gi")).ok();

        Sender.Answer answer = sender.post(CORE + "persistentvolumeclaims", claim("b", "2Gi"));

        assertThat(answer.message())
                .endsWith("exceeded quota: q, requested: requests.storage=2Gi, used: requests.storage=2Gi, limited:"
                        + " requests.storage=3Gi");
    }

    @Test
    void quota_on_cpu_wants_every_container_to_say_what_it_needs() {
        quota("{\"limits.cpu\":\"3\"}");

        Sender.Answer answer = sender.post(PODS, pod("p", ""));

        assertThat(answer.message()).endsWith("failed quota: q: must specify limits.cpu for: c");
    }

    @Test
    void newest_default_class_is_that_of_claims_without_one() {
        storageClass("a-first");
        server.clock().advance(Duration.ofSeconds(1));
        storageClass("b-newer");
        storageClass("c-of-the-same-second");

        JsonNode claim = sender.post(CORE + "persistentvolumeclaims", claim("c", "1Gi"))
                .ok()
                .json();

        assertThat(claim.path("spec").path("storageClassName").asText()).isEqualTo("b-newer");
    }

    @Test
    void pod_that_names_itself_with_dots_and_splits_bytes_is_created_with_warnings() {
        Sender.Answer answer = sender.post(
                        PODS,
                        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a.b\"},\"spec\":{\"containers\":["
                                + "{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"memory\":\"100m\"}},"
                                + "\"ports\":[{\"containerPort\":80},{\"containerPort\":80}]}]}}")
                .ok();

        assertThat(answer.warnings())
                .containsExactly(
                        "299 - \"metadata.name: this is used in the Pod's hostname, which can result in surprising"
                                + " behavior; a DNS label is recommended: [must not contain dots]\"",
                        "299 - \"spec.containers[0].resources.requests[memory]: fractional byte value \\\"100m\\\" is"
                                + " invalid, must be an integer\"",
                        "299 - \"spec.containers[0].ports[1]: duplicate port definition with"
                                + " spec.containers[0].ports[0]\"");
    }

    @Test
    void image_of_a_pod_may_change_and_raises_its_generation() {
        create("p", "");

        JsonNode pod = sender.with("Content-Type", "application/strategic-merge-patch+json")
                .send("PATCH", PODS + "/p", "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"j:1\"}]}}")
                .ok()
                .json();

        assertThat(pod.path("metadata").path("generation").asInt()).isEqualTo(2);
    }

    private JsonNode create(String name, String more) {
        return sender.post(PODS, pod(name, more)).ok().json();
    }

    private static String pod(String name, String more) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\",\"labels\":{\"app\":\"a\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i:1\"}]" + more
                + "}}";
    }

    private void budget(int allowed) {
        String budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
        sender.post(
                        budgets,
                        "{\"apiVersion\":\"policy/v1\",\"kind\":\"PodDisruptionBudget\",\"metadata\":{\"name\":\"b\"},"
                                + "\"spec\":{\"minAvailable\":1,\"selector\":{\"matchLabels\":{\"app\":\"a\"}}}}")
                .ok();
        sender.merge(
                        budgets + "/b/status",
                        "{\"status\":{\"observedGeneration\":1,\"currentHealthy\":1,\"desiredHealthy\":1,"
                                + "\"expectedPods\":1,\"disruptionsAllowed\":" + allowed + "}}")
                .ok();
    }

    private Sender.Answer evict() {
        return sender.post(
                PODS + "/p/eviction",
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"p\"}}");
    }

    private void limit(String limit) {
        sender.post(
                        CORE + "limitranges",
                        "{\"apiVersion\":\"v1\",\"kind\":\"LimitRange\",\"metadata\":{\"name\":\"l\"},\"spec\":{\"limits\":["
                                + limit + "]}}")
                .ok();
    }

    private void quota(String hard) {
        sender.post(
                        CORE + "resourcequotas",
                        "{\"apiVersion\":\"v1\",\"kind\":\"ResourceQuota\",\"metadata\":{\"name\":\"q\"},\"spec\":{\"hard\":"
                                + hard + "}}")
                .ok();
        sender.merge(CORE + "resourcequotas/q/status", "{\"status\":{\"hard\":" + hard + "}}")
                .ok();
    }

    private void storageClass(String name) {
        sender.post(
                        "/apis/storage.k8s.io/v1/storageclasses",
                        "{\"apiVersion\":\"storage.k8s.io/v1\",\"kind\":\"StorageClass\",\"metadata\":{\"name\":\""
                                + name
                                + "\",\"annotations\":{\"storageclass.kubernetes.io/is-default-class\":\"true\"}},"
                                + "\"provisioner\":\"example.com/p\"}")
                .ok();
    }

    private static String claim(String name, String size) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],\"resources\":{\"requests\":{\"storage\":\"" + size
                + "\"}}}}";
    }
}
