package dev.ocpv.testkit.server.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Sender;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
    private static final String TEMPLATE = "\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{"
            + "\"containers\":[{\"name\":\"c\",\"image\":\"i:1\"}]}}";

    private final Sender sender = Sender.to(ApiServer.builder().build()).with("Content-Type", "application/json");

    @Test
    void templates_of_a_daemon_set_are_counted() {
        create("DaemonSet", "");
        String path = "/apis/apps/v1/namespaces/default/daemonsets/x";

        sender.merge(path, "{\"spec\":{\"minReadySeconds\":1}}").ok();
        assertThat(templates(path)).isEqualTo("1");
        sender.merge(path, "{\"spec\":{\"template\":{\"metadata\":{\"labels\":{\"c\":\"d\"}}}}}")
                .ok();
        assertThat(templates(path)).isEqualTo("2");
    }

    private String templates(String path) {
        return sender.get(path)
                .json()
                .path("metadata")
                .path("annotations")
                .path("deprecated.daemonset.template.generation")
                .asText();
    }

    @Test
    void claims_of_a_stateful_set_carry_their_kind_and_are_owned_by_the_writer() {
        JsonNode set = create(
                "StatefulSet",
                ",\"volumeClaimTemplates\":[{\"metadata\":{\"name\":\"v\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],"
                        + "\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}}}]");

        JsonNode claim = set.path("spec").path("volumeClaimTemplates").get(0);
        assertThat(claim.path("kind").asText()).isEqualTo("PersistentVolumeClaim");
        assertThat(set.path("metadata").path("managedFields")).hasSize(1);
        assertThat(sender.merge("/apis/apps/v1/namespaces/default/statefulsets/x", "{\"spec\":{\"replicas\":2}}")
                        .ok()
                        .warnings())
                .isEmpty();
    }

    @Test
    void job_without_labels_shows_those_of_its_pods_and_warns_when_it_leaves_them_behind() {
        String jobs = "/apis/batch/v1/namespaces/default/jobs";
        JsonNode job = sender.post(
                        jobs,
                        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"j\"},\"spec\":{"
                                + "\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":["
                                + "{\"name\":\"c\",\"image\":\"i:1\"}]}}}}")
                .ok()
                .json();

        assertThat(job.path("metadata").path("labels"))
                .isEqualTo(job.path("spec").path("template").path("metadata").path("labels"));
        assertThat(sender.delete(jobs + "/j?propagationPolicy=Background").warnings())
                .isEmpty();
    }

    @Test
    void plain_delete_of_a_job_warns() {
        String jobs = "/apis/batch/v1/namespaces/default/jobs";
        sender.post(
                        jobs,
                        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"j\"},\"spec\":{"
                                + "\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":["
                                + "{\"name\":\"c\",\"image\":\"i:1\"}]}}}}")
                .ok();

        assertThat(sender.delete(jobs + "/j").warnings())
                .singleElement()
                .asString()
                .contains("child pods are preserved by default");
    }

    @Test
    void status_that_counts_more_ready_pods_than_there_are_is_refused() {
        create("Deployment", "");

        Sender.Answer answer = sender.merge(
                "/apis/apps/v1/namespaces/default/deployments/x/status",
                "{\"status\":{\"replicas\":1,\"readyReplicas\":2}}");

        assertThat(answer.message())
                .endsWith("readyReplicas: Invalid value: 2: cannot be greater than status.replicas");
    }

    @Test
    void event_written_by_the_newer_api_is_listed_by_the_older_one() {
        sender.post(
                        "/apis/events.k8s.io/v1/namespaces/default/events",
                        "{\"apiVersion\":\"events.k8s.io/v1\",\"kind\":\"Event\",\"metadata\":{\"name\":\"e\"},"
                                + "\"eventTime\":\"2026-01-01T00:00:00.000000Z\",\"type\":\"Normal\",\"note\":\"it runs\","
                                + "\"reportingController\":\"c.test\",\"reportingInstance\":\"i\",\"action\":\"a\","
                                + "\"reason\":\"Started\",\"regarding\":{\"kind\":\"Pod\",\"name\":\"p\","
                                + "\"namespace\":\"default\"}}")
                .ok();

        JsonNode items = sender.get(
                        "/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dp,reason%3DStarted")
                .json()
                .path("items");

        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("message").asText()).isEqualTo("it runs");
        assertThat(items.get(0).path("reportingComponent").asText()).isEqualTo("c.test");
    }

    private JsonNode create(String kind, String more) {
        return sender.post(
                        "/apis/apps/v1/namespaces/default/" + kind.toLowerCase(java.util.Locale.ROOT) + "s",
                        "{\"apiVersion\":\"apps/v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"x\"},"
                                + "\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"b\"}}," + TEMPLATE + more + "}}")
                .ok()
                .json();
    }
}
