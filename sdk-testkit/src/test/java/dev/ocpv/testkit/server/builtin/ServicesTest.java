package dev.ocpv.testkit.server.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Sender;
import org.junit.jupiter.api.Test;

class ServicesTest {
    private static final String SERVICES = "/api/v1/namespaces/default/services";

    private final ApiServer server = ApiServer.builder().build();
    private final Sender sender = Sender.to(server).with("Content-Type", "application/json");

    @Test
    void each_service_gets_the_lowest_free_address_and_gives_it_back() {
        create("a", "\"ports\":[{\"port\":80}]");
        create("b", "\"ports\":[{\"port\":80}]");
        sender.delete(SERVICES + "/a").ok();

        JsonNode again = create("c", "\"ports\":[{\"port\":80}]");

        assertThat(again.path("spec").path("clusterIP").asText()).isEqualTo("10.0.0.1");
        assertThat(again.path("spec").path("clusterIPs").get(0).asText()).isEqualTo("10.0.0.1");
    }

    @Test
    void address_that_another_service_has_is_refused() {
        create("a", "\"clusterIP\":\"10.0.0.9\",\"ports\":[{\"port\":80}]");

        Sender.Answer taken =
                sender.post(SERVICES, service("b", "\"clusterIP\":\"10.0.0.9\",\"ports\":[{\"port\":80}]"));

        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.message()).endsWith("failed to allocate IP 10.0.0.9: provided IP is already allocated");
    }

    @Test
    void node_port_that_another_service_has_is_refused() {
        create("a", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":30080}]");

        Sender.Answer taken = sender.post(
                SERVICES, service("b", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":30080}]"));

        assertThat(taken.message()).endsWith("30080: provided port is already allocated");
    }

    @Test
    void protocols_of_one_port_share_a_node_port() {
        JsonNode service = create(
                "a",
                "\"type\":\"NodePort\",\"ports\":[{\"name\":\"t\",\"port\":53},"
                        + "{\"name\":\"u\",\"port\":53,\"protocol\":\"UDP\"}]");

        JsonNode ports = service.path("spec").path("ports");
        assertThat(ports.get(0).path("nodePort").asInt()).isEqualTo(30_000);
        assertThat(ports.get(1).path("nodePort").asInt()).isEqualTo(30_000);
    }

    @Test
    void restored_server_hands_out_the_same_addresses_again() {
        var before = server.snapshot();
        JsonNode first = create("a", "\"ports\":[{\"port\":80}]");

        server.restore(before);

        assertThat(create("b", "\"ports\":[{\"port\":80}]").path("spec").path("clusterIP"))
                .isEqualTo(first.path("spec").path("clusterIP"));
    }

    @Test
    void service_keeps_address_and_node_port_when_a_put_leaves_them_out() {
        JsonNode first = create("a", "\"type\":\"NodePort\",\"ports\":[{\"port\":80}]");

        JsonNode second = sender.put(SERVICES + "/a", service("a", "\"type\":\"NodePort\",\"ports\":[{\"port\":80}]"))
                .ok()
                .json();

        assertThat(second.path("spec")).isEqualTo(first.path("spec"));
    }

    @Test
    void service_that_is_no_longer_exposed_loses_its_node_port() {
        create("a", "\"type\":\"NodePort\",\"ports\":[{\"port\":80}]");

        JsonNode changed = sender.merge(SERVICES + "/a", "{\"spec\":{\"type\":\"ClusterIP\"}}")
                .ok()
                .json();

        assertThat(changed.path("spec").path("ports").get(0).has("nodePort")).isFalse();
        assertThat(changed.path("spec").has("externalTrafficPolicy")).isFalse();
    }

    @Test
    void service_that_becomes_a_name_loses_its_address() {
        create("a", "\"ports\":[{\"port\":80}]");

        JsonNode changed = sender.merge(
                        SERVICES + "/a", "{\"spec\":{\"type\":\"ExternalName\",\"externalName\":\"a.test\"}}")
                .ok()
                .json();

        assertThat(changed.path("spec").has("clusterIP")).isFalse();
        assertThat(changed.path("spec").has("clusterIPs")).isFalse();
    }

    @Test
    void local_load_balancer_gets_a_port_for_health_checks() {
        JsonNode service =
                create("a", "\"type\":\"LoadBalancer\",\"externalTrafficPolicy\":\"Local\",\"ports\":[{\"port\":80}]");

        assertThat(service.path("spec").path("healthCheckNodePort").asInt()).isGreaterThanOrEqualTo(30_000);
    }

    @Test
    void more_services_than_the_range_has_addresses_still_get_one_each() {
        String last = "";
        for (int i = 0; i < 260; i++) {
            last = create("s" + i, "\"ports\":[{\"port\":80}]")
                    .path("spec")
                    .path("clusterIP")
                    .asText();
        }

        assertThat(last).isEqualTo("10.0.1.4");
    }

    private JsonNode create(String name, String spec) {
        return sender.post(SERVICES, service(name, spec)).ok().json();
    }

    private static String service(String name, String spec) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{" + spec
                + "}}";
    }
}
