package dev.ocpv.engine;

import static dev.ocpv.engine.Bench.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.Checks;
import dev.ocpv.verify.LiveReader;
import dev.ocpv.verify.Observation;
import dev.ocpv.verify.VerificationException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void what_is_so_on_two_looks_in_a_row_has_passed() {
        var applied =
                bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v")).checking(field("v"))));

        var verification = bench.cluster.verify(applied, Duration.ofMinutes(1));

        assertThat(verification.ok()).isTrue();
        assertThat(verification.took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(verification.explain()).contains("ok      ConfigMap/default/a carries data.k: v");
    }

    @Test
    void one_good_look_between_bad_ones_does_not_count() {
        var check = new Scripted("flaps", "-+-++");
        var applied = bench.cluster.apply(bench.plan(Verbatim.of().checking(check)));

        var verification = bench.cluster.verify(applied, Duration.ofMinutes(1));

        assertThat(verification.ok()).isTrue();
        assertThat(verification.took()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void what_cannot_be_read_now_is_read_again() {
        var applied =
                bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v")).checking(field("v"))));
        var looks = new ArrayDeque<>(List.of("bad", "bad"));
        bench.server.addFault(request ->
                looks.poll() == null ? null : ApiServer.failure(503, "ServiceUnavailable", "the server restarts"));

        var verification = bench.cluster.verify(applied, Duration.ofMinutes(1));

        assertThat(verification.ok()).as(verification.explain()).isTrue();
        assertThat(looks).isEmpty();
    }

    @Test
    void what_does_not_come_in_time_is_told_with_what_was_seen() {
        var applied =
                bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v")).checking(field("other"))));

        var verification = bench.cluster.verify(applied, Duration.ofMinutes(1));

        assertThat(verification.ok()).isFalse();
        assertThat(verification.took()).isEqualTo(Duration.ofMinutes(1));
        assertThat(verification.explain()).contains("timeout ConfigMap/default/a carries data.k: it is v, not other");
        assertThatThrownBy(verification::orThrow).isInstanceOf(VerificationException.class);
    }

    @Test
    void what_has_failed_ends_the_wait() {
        var applied = bench.cluster.apply(bench.plan(Verbatim.of().checking(new Scripted("breaks", "-!"))));

        var verification = bench.cluster.verify(applied, Duration.ofMinutes(1));

        assertThat(verification.ok()).isFalse();
        assertThat(verification.took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(verification.explain()).contains("FAILED  breaks");
    }

    private static Check field(String value) {
        return Checks.field(
                ResourceRef.namespaced("v1", "ConfigMap", "default", "a"), FieldPath.of("data", "k"), value);
    }

    /** Says + passed, - waiting, ! failed, one after the other; the last one stays. */
    private record Scripted(String title, Deque<Character> script) implements Check {
        Scripted(String title, String script) {
            this(title, new ArrayDeque<>(script.chars().mapToObj(c -> (char) c).toList()));
        }

        @Override
        public Observation observe(LiveReader live) {
            var now = script.size() > 1 ? script.removeFirst() : script.getFirst();
            return List.of('+', '-').contains(now)
                    ? now == '+' ? Observation.passed("so") : Observation.waiting("not so")
                    : Observation.failed("broken");
        }
    }
}
