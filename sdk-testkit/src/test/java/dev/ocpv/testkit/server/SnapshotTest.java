package dev.ocpv.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.status.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String LAMPS = "/apis/test.ocpv.dev/v1/lamps";
    private static final String LAMP_DEFINITION = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"lamps.test.ocpv.dev"},
             "spec":{"group":"test.ocpv.dev","scope":"Cluster","names":{"plural":"lamps","kind":"Lamp"},"versions":[{"name":"v1",
             "served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}
            """;

    private final ApiServer server =
            ApiServer.builder().clock(VirtualClock.startingAt(Instant.EPOCH)).build();

    @Test
    void same_requests_get_the_same_answers_again() {
        Snapshot snapshot = server.snapshot();

        List<String> first = someRequests();
        server.restore(snapshot);
        List<String> second = someRequests();

        assertThat(second).isEqualTo(first);
        assertThat(first.get(0)).contains("\"uid\"").contains("\"generateName\"");
    }

    @Test
    void two_servers_give_the_same_names_unless_they_begin_elsewhere() {
        ApiServer same = ApiServer.builder()
                .clock(VirtualClock.startingAt(Instant.EPOCH))
                .build();
        ApiServer other = ApiServer.builder()
                .clock(VirtualClock.startingAt(Instant.EPOCH))
                .seed(7)
                .build();

        assertThat(create(same)).isEqualTo(create(server)).isNotEqualTo(create(other));
    }

    private static String create(ApiServer server) {
        String body = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"generateName\":\"map-\"}}";
        return server.handle(ApiRequest.of("POST", Maps.ALL, body)).text();
    }

    private List<String> someRequests() {
        List<String> answers = new ArrayList<>();
        answers.add(create(server));
        answers.add(create(server));
        answers.add(server.handle(ApiRequest.of("POST", DEFINITIONS, LAMP_DEFINITION))
                .text());
        String lamp = "{\"apiVersion\":\"test.ocpv.dev/v1\",\"kind\":\"Lamp\",\"metadata\":{\"generateName\":\"l-\"}}";
        answers.add(server.handle(ApiRequest.of("POST", LAMPS, lamp)).text());
        answers.add(server.handle(ApiRequest.of("GET", LAMPS)).text());
        return answers;
    }

    @Test
    void definitions_come_and_go_with_the_state_that_holds_them() {
        Snapshot without = server.snapshot();
        server.handle(ApiRequest.of("POST", DEFINITIONS, LAMP_DEFINITION));
        Snapshot with = server.snapshot();

        server.restore(without);
        int gone = server.handle(ApiRequest.of("GET", LAMPS)).status();
        server.restore(with);
        int back = server.handle(ApiRequest.of("GET", LAMPS)).status();

        assertThat(gone).isEqualTo(404);
        assertThat(back).isEqualTo(200);
    }

    @Test
    void what_controllers_had_planned_happens_after_a_restore_and_what_they_planned_later_does_not() {
        server.handle(ApiRequest.of("POST", NAMESPACES, namespace("going")));
        server.handle(ApiRequest.of("POST", NAMESPACES, namespace("staying")));
        server.handle(ApiRequest.of("DELETE", NAMESPACES + "/going"));
        server.clock().advance(Duration.ofSeconds(3));
        Snapshot snapshot = server.snapshot();
        server.handle(ApiRequest.of("DELETE", NAMESPACES + "/staying"));
        server.clock().advance(Duration.ofSeconds(10));

        server.restore(snapshot);
        server.clock().advance(Duration.ofSeconds(1));
        boolean tooEarly = server.object("namespaces", "", "going").isEmpty();
        server.clock().advance(Duration.ofSeconds(1));

        assertThat(tooEarly).isFalse();
        assertThat(server.object("namespaces", "", "going")).isEmpty();
        server.clock().advance(Duration.ofSeconds(10));
        assertThat(server.object("namespaces", "", "staying")).isPresent();
        assertThat(server.busyUntil()).isBefore(server.clock().instant());
    }

    private static String namespace(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}";
    }

    @Test
    void owners_that_are_restored_own_again() {
        JsonNode owner = Maps.json(Maps.create(server, "owner"));
        String owned =
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"owned\",\"ownerReferences\":[{"
                        + "\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"owner\",\"uid\":\""
                        + owner.at("/metadata/uid").asText() + "\"}]}}";
        server.handle(ApiRequest.of("POST", Maps.ALL, owned));
        Snapshot snapshot = server.snapshot();
        server.handle(ApiRequest.of("DELETE", Maps.ALL + "/owner"));

        server.restore(snapshot);
        boolean there = server.object("configmaps", "default", "owned").isPresent();
        server.handle(ApiRequest.of("DELETE", Maps.ALL + "/owner"));

        assertThat(there).isTrue();
        assertThat(server.object("configmaps", "default", "owned")).isEmpty();
    }

    @Test
    void faults_and_hooks_of_then_come_back_and_later_ones_go() {
        FaultRule once = server.faults().on(Requests.creates()).once().unavailable();
        server.addAdmissionHook(refusing("early"));
        Snapshot snapshot = server.snapshot();
        Maps.create(server, "met");
        server.addAdmissionHook(refusing("late"));
        server.faults().on(Requests.reads()).unavailable();

        server.restore(snapshot);

        assertThat(once.hits()).isZero();
        assertThat(Maps.create(server, "again").status()).isEqualTo(503);
        assertThat(Maps.create(server, "early").status()).isEqualTo(403);
        assertThat(Maps.create(server, "late").status()).isEqualTo(201);
        assertThat(Maps.read(server, "late").status()).isEqualTo(200);
    }

    private static AdmissionHook refusing(String name) {
        return new AdmissionHook() {
            @Override
            public void validate(AdmissionRequest request) {
                if (request.object().at("/metadata/name").asText().equals(name)) {
                    throw Statuses.forbidden("", "configmaps", name, "no", List.of());
                }
            }
        };
    }

    @Test
    void a_watch_from_before_ends_with_410_and_one_from_then_on_sees_what_follows() {
        Snapshot snapshot = server.snapshot();
        String version = Maps.json(server.handle(ApiRequest.of("GET", Maps.ALL)))
                .at("/metadata/resourceVersion")
                .asText();
        String target = Maps.ALL + "?watch=true&resourceVersion=" + version;
        try (EventStream before = events(target)) {
            Maps.create(server, "lost");
            server.restore(snapshot);

            assertThat(text(before)).contains("\"ERROR\"").contains("410");
            assertThat(before.ended()).isTrue();
        }
        try (EventStream after = events(target)) {
            Maps.create(server, "seen");

            assertThat(text(after)).contains("ADDED").contains("\"seen\"");
        }
    }

    private EventStream events(String target) {
        EventStream events = server.handle(ApiRequest.of("GET", target)).events();
        assertThat(events).isNotNull();
        return java.util.Objects.requireNonNull(events);
    }

    private static String text(EventStream events) {
        byte[] event = events.next();
        return event == null ? "" : new String(event, java.nio.charset.StandardCharsets.UTF_8);
    }
}
