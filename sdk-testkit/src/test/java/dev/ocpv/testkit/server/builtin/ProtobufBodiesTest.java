package dev.ocpv.testkit.server.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.codec.ProtobufWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtobufBodiesTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final ApiServer server = ApiServer.builder().build();

    private ApiResponse send(String method, String target, byte[] body) {
        return server.handle(new ApiRequest(
                method, target, Map.of("Content-Type", List.of("application/vnd.kubernetes.protobuf")), body));
    }

    private static byte[] envelope(String apiVersion, String kind, ProtobufWriter object) {
        var type = new ProtobufWriter();
        type.text(1, apiVersion);
        type.text(2, kind);
        var unknown = new ProtobufWriter();
        unknown.message(1, type);
        unknown.message(2, object);
        var magic = "k8s\0".getBytes(StandardCharsets.US_ASCII);
        var content = unknown.bytes();
        var all = Arrays.copyOf(magic, magic.length + content.length);
        System.arraycopy(content, 0, all, magic.length, content.length);
        return all;
    }

    private static ProtobufWriter named(String name) {
        var metadata = new ProtobufWriter();
        metadata.text(1, name);
        var label = new ProtobufWriter();
        label.text(1, "side");
        label.text(2, "left");
        metadata.message(11, label);
        metadata.message(8, new ProtobufWriter());
        var object = new ProtobufWriter();
        object.message(1, metadata);
        return object;
    }

    @Test
    void an_object_is_created_from_it() {
        var map = named("a");
        var entry = new ProtobufWriter();
        entry.text(1, "k");
        entry.text(2, "v");
        map.message(2, entry);

        var answer = send("POST", MAPS, envelope("v1", "ConfigMap", map));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text()).contains("\"data\":{\"k\":\"v\"}", "\"labels\":{\"side\":\"left\"}");
    }

    @Test
    void structs_that_json_inlines_numbers_quantities_and_ports_are_read() {
        var get = new ProtobufWriter();
        get.text(1, "/healthy");
        var port = new ProtobufWriter();
        port.number(1, 1);
        port.text(3, "http");
        get.message(2, port);
        var handler = new ProtobufWriter();
        handler.message(2, get);
        var probe = new ProtobufWriter();
        probe.message(1, handler);
        probe.number(3, 7);
        var quantity = new ProtobufWriter();
        quantity.text(1, "500m");
        var cpu = new ProtobufWriter();
        cpu.text(1, "cpu");
        cpu.message(2, quantity);
        var resources = new ProtobufWriter();
        resources.message(1, cpu);
        var container = new ProtobufWriter();
        container.text(1, "main");
        container.text(2, "example.test/x");
        container.message(8, resources);
        container.message(10, probe);
        var spec = new ProtobufWriter();
        spec.message(2, container);
        var pod = named("p");
        pod.message(2, spec);

        var answer = send("POST", "/api/v1/namespaces/default/pods", envelope("v1", "Pod", pod));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text())
                .contains("\"path\":\"/healthy\",\"port\":\"http\"", "\"timeoutSeconds\":7", "\"cpu\":\"500m\"");
    }

    @Test
    void a_deletion_reads_its_options_from_it() {
        send("POST", MAPS, envelope("v1", "ConfigMap", named("a")));
        var preconditions = new ProtobufWriter();
        preconditions.text(1, "another");
        var options = new ProtobufWriter();
        options.message(2, preconditions);

        var answer = send("DELETE", MAPS + "/a", envelope("v1", "DeleteOptions", options));

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    }

    @Test
    void what_is_no_such_message_is_a_400() {
        var cut = Arrays.copyOf(envelope("v1", "ConfigMap", named("a")), 30);

        assertThat(send("POST", MAPS, cut).status()).isEqualTo(400);
        assertThat(send("POST", MAPS, "{}".getBytes(StandardCharsets.UTF_8)).text())
                .contains("does not appear to be a protobuf message");
        assertThat(send("POST", MAPS, envelope("v1", "Unicorn", named("a"))).text())
                .contains("no kind \\\"Unicorn\\\" is registered");
    }

    @Test
    void custom_resources_have_no_such_form() {
        var definition = """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gadgets.test.dev"},
                 "spec":{"group":"test.dev","scope":"Cluster","names":{"plural":"gadgets","kind":"Gadget"},"versions":[{"name":"v1",
                  "served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}""";
        server.handle(ApiRequest.of("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition));

        var answer = send("POST", "/apis/test.dev/v1/gadgets", envelope("test.dev/v1", "Gadget", named("g")));

        assertThat(answer.status()).isEqualTo(415);
    }
}
