package dev.ocpv.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final ApiServer server =
            ApiServer.builder().clock(VirtualClock.startingAt(Instant.EPOCH)).build();

    @BeforeEach
    void createOne() {
        Maps.create(server, "a");
    }

    @Test
    void a_conflict_reads_as_that_of_optimistic_locking_and_nothing_is_written() {
        FaultRule rule = server.faults()
                .on(Requests.patches().to("configmaps").in("default").named("a"))
                .times(2)
                .conflict();

        ApiResponse first = Maps.patch(server, "a", "1");
        ApiResponse second = Maps.patch(server, "a", "2");
        ApiResponse third = Maps.patch(server, "a", "3");

        assertThat(first.status()).isEqualTo(409);
        assertThat(first.text())
                .contains("\"reason\":\"Conflict\"")
                .contains("Operation cannot be fulfilled on configmaps \\\"a\\\": the object has been modified");
        assertThat(second.status()).isEqualTo(409);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.text()).contains("\"k\":\"3\"");
        assertThat(rule.hits()).isEqualTo(2);
    }

    @Test
    void requests_pass_before_a_rule_begins_and_after_it_ends() {
        FaultRule rule = server.faults().on(Requests.reads()).after(1).unavailable();

        int before = Maps.read(server, "a").status();
        int during = Maps.read(server, "a").status();
        rule.end();
        int after = Maps.read(server, "a").status();

        assertThat(List.of(before, during, after)).containsExactly(200, 503, 200);
    }

    @Test
    void a_delay_moves_the_clock_and_what_is_due_happens_before_the_answer() {
        server.clock().schedule(Duration.ofSeconds(20), () -> Maps.patch(server, "a", "meanwhile"));
        server.faults().on(Requests.reads()).once().delay(Duration.ofSeconds(30));

        ApiResponse answer = Maps.read(server, "a");

        assertThat(answer.text()).contains("meanwhile");
        assertThat(server.clock().instant()).isEqualTo(Instant.EPOCH.plusSeconds(30));
    }

    @Test
    void a_lost_answer_does_not_undo_the_write() {
        server.faults().on(Requests.creates()).once().loseAnswer();

        ApiResponse answer = Maps.create(server, "b");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(server.object("configmaps", "default", "b")).isPresent();
    }

    @Test
    void too_many_requests_says_when_to_come_again() {
        server.faults().on(Requests.any()).once().tooManyRequests(7);

        ApiResponse answer = Maps.read(server, "a");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.text()).contains("\"retryAfterSeconds\":7");
    }

    @Test
    void delays_add_up_and_the_first_answer_counts() {
        server.faults().on(Requests.any()).delay(Duration.ofSeconds(1));
        server.faults().on(Requests.any()).delay(Duration.ofSeconds(2));
        server.faults().on(Requests.any()).expired();
        server.faults().on(Requests.any()).unavailable();

        ApiResponse answer = Maps.read(server, "a");
        server.faults().clear();

        assertThat(answer.status()).isEqualTo(410);
        assertThat(server.clock().instant()).isEqualTo(Instant.EPOCH.plusSeconds(3));
        assertThat(Maps.read(server, "a").status()).isEqualTo(200);
    }

    @Test
    void a_fault_stands_in_the_journal_with_what_it_said() {
        server.faults().on(Requests.writes()).fail(403, "Forbidden", "not today");

        Maps.patch(server, "a", "1");

        assertThat(server.journal().entries().get(1)).hasToString("PATCH " + Maps.ALL + "/a 403 not today");
    }

    @Test
    void requests_are_told_apart() {
        ApiRequest watch = ApiRequest.of("GET", "/apis/apps/v1/deployments?watch=1");
        ApiRequest oldWatch = ApiRequest.of("GET", "/api/v1/watch/pods");
        ApiRequest list = ApiRequest.of("GET", "/apis/apps/v1/deployments?watch=false");
        ApiRequest status = ApiRequest.of("PUT", "/apis/apps/v1/namespaces/n/deployments/d/status", "{}");
        ApiRequest apply = new ApiRequest(
                "PATCH",
                "/api/v1/namespaces/n/configmaps/c?fieldManager=f",
                Map.of("Content-Type", List.of("application/apply-patch+yaml"), "User-Agent", List.of("kubectl/1")),
                "{}".getBytes(StandardCharsets.UTF_8));

        List<ApiRequest> all = List.of(watch, oldWatch, list, status, apply);
        assertThat(those(all, Requests.watches())).containsExactly(watch, oldWatch);
        assertThat(those(all, Requests.reads())).containsExactly(watch, oldWatch, list);
        assertThat(those(all, Requests.writes())).containsExactly(status, apply);
        assertThat(those(all, Requests.applies())).containsExactly(apply);
        assertThat(those(all, Requests.any().by("kubectl"))).containsExactly(apply);
        assertThat(those(all, Requests.updates().toPart("status").in("n").named("d")))
                .containsExactly(status);
        assertThat(those(all, Requests.any().to("deployments.apps"))).containsExactly(watch, list, status);
    }

    private static List<ApiRequest> those(List<ApiRequest> all, Requests requests) {
        return all.stream().filter(requests).toList();
    }

    @Test
    void watches_can_be_dropped_or_told_that_their_place_is_too_old() {
        try (EventStream dropped = watch()) {
            server.dropWatches();

            assertThat(dropped.next()).isNull();
            assertThat(dropped.ended()).isTrue();
        }
        try (EventStream expired = watch()) {
            Maps.patch(server, "a", "unseen");
            server.expireWatches();

            assertThat(new String(Objects.requireNonNull(expired.next()), StandardCharsets.UTF_8))
                    .contains("\"ERROR\"")
                    .contains("\"code\":410");
            assertThat(expired.next()).isNull();
            assertThat(expired.ended()).isTrue();
        }
    }

    private EventStream watch() {
        String version = Maps.json(Maps.read(server, "a"))
                .at("/metadata/resourceVersion")
                .asText();
        ApiRequest request = ApiRequest.of("GET", Maps.ALL + "?watch=true&resourceVersion=" + version);
        return Objects.requireNonNull(server.handle(request).events());
    }
}
