package dev.ocpv.engine;

import static dev.ocpv.engine.Bench.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.apply.ApplyEvent;
import dev.ocpv.apply.ApplyException;
import dev.ocpv.apply.StalePlanException;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.JournalEntry;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplyTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_write_is_an_apply_patch_of_the_intended_fields_under_our_name() {
        bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v"))));

        assertThat(bench.writes()).hasSize(1);
        var write = bench.writes().get(0);
        assertThat(write.method()).isEqualTo("PATCH");
        assertThat(write.contentType()).isEqualTo("application/apply-patch+yaml");
        assertThat(write.target()).isEqualTo("/api/v1/namespaces/default/configmaps/a?fieldManager=acme");
        assertThat(write.text())
                .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
                        + "\"metadata\":{\"name\":\"a\",\"namespace\":\"default\"},\"data\":{\"k\":\"v\"}}");
        assertThat(bench.live("a").getMetadata().getManagedFields())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getManager()).isEqualTo("acme");
                    assertThat(entry.getOperation()).isEqualTo("Apply");
                });
    }

    @Test
    void the_second_apply_writes_nothing() {
        var spec = Verbatim.of(map("a", "k", "v"));
        bench.cluster.apply(bench.plan(spec));
        int before = bench.writes().size();

        var again = bench.plan(spec);
        var applied = bench.cluster.apply(again);

        assertThat(again.isEmpty()).isTrue();
        assertThat(applied.ok()).isTrue();
        assertThat(bench.writes()).hasSize(before);
    }

    @Test
    void a_plan_that_is_stale_stops_before_its_first_write() {
        var plan = bench.plan(Verbatim.of(map("a", "k", "v"), map("b", "k", "v")));
        bench.admin.resource(map("b", "other", "x")).create();
        int before = bench.writes().size();

        assertThatThrownBy(() -> bench.cluster.apply(plan))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("ConfigMap/default/b changed since it was planned (resourceVersion absent, now ")
                .hasMessageContaining("Nothing was written.  next: plan again");
        assertThat(bench.writes()).hasSize(before);
    }

    @Test
    void apply_stops_at_the_first_refusal_and_tells_what_is_done() {
        var plan = bench.plan(Verbatim.of(map("a", "k", "v"), map("b", "k", "v"), map("c", "k", "v")));
        bench.server.addFault(request ->
                request.target().contains("/configmaps/b?") && request.method().equals("PATCH")
                        ? ApiServer.failure(403, "Forbidden", "quota")
                        : null);
        var events = new ArrayList<String>();

        var applied = bench.cluster.apply(plan, event -> events.add(event.toString()));

        assertThat(applied.ok()).isFalse();
        assertThat(applied.done()).hasSize(1);
        assertThat(applied.explain())
                .contains("Stopped at 2 of 3: ConfigMap/default/b: 403 quota", "1 applied, 1 untouched", "rollback");
        assertThat(events)
                .containsExactly(
                        "[1/3] CREATE ConfigMap/default/a started",
                        "[1/3] CREATE ConfigMap/default/a done",
                        "[2/3] CREATE ConfigMap/default/b started",
                        "[2/3] CREATE ConfigMap/default/b failed");
        assertThat(bench.live("c")).isNull();
        assertThatThrownBy(applied::orThrow).isInstanceOf(ApplyException.class);
    }

    @Test
    void what_cannot_be_read_is_not_taken_for_absent() {
        bench.admin.resource(map("b", "k", "old")).create();
        var plan = bench.plan(PlanOptions.forceConflicts(), Verbatim.of(map("a", "k", "v"), map("b", "k", "v")));

        var applied = bench.cluster.apply(plan, event -> {
            if (event.toString().equals("[2/2] UPDATE ConfigMap/default/b started")) {
                bench.failReadsOf("b");
            }
        });

        assertThat(applied.explain()).contains("Stopped at 2 of 2: ConfigMap/default/b: 500 etcd is away");
        assertThat(applied.done()).hasSize(1);
        assertThat(bench.writes()).hasSize(2);
    }

    @Test
    void a_plan_whose_objects_cannot_be_read_again_stops_before_its_first_write() {
        var plan = bench.plan(Verbatim.of(map("a", "k", "v"), map("b", "k", "v")));
        bench.failReadsOf("b");

        assertThatThrownBy(() -> bench.cluster.apply(plan))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("ConfigMap/default/b cannot be read: 500 etcd is away")
                .hasMessageContaining("Nothing was written.  next: plan again");
        assertThat(bench.writes()).isEmpty();
    }

    @Test
    void resources_are_written_in_the_order_in_which_their_spec_renders_them() {
        var plan = bench.plan(
                Verbatim.of(map("last", "one", "1")).named("one"),
                Verbatim.of(map("first", "k", "v"), map("last", "two", "2")).named("two"));

        bench.cluster.apply(plan);

        assertThat(bench.writes())
                .extracting(JournalEntry::path)
                .containsExactly(
                        "/api/v1/namespaces/default/configmaps/first", "/api/v1/namespaces/default/configmaps/last");
    }

    @Test
    void a_forced_write_takes_what_the_plan_showed() {
        bench.applyAs("argocd", shared("color: red"));
        var plan = bench.plan(PlanOptions.forceConflicts(), Verbatim.of(map("shared", "color", "blue")));

        var applied = bench.cluster.apply(plan);

        assertThat(applied.ok()).isTrue();
        assertThat(bench.live("shared").getData()).containsEntry("color", "blue");
        assertThat(bench.writes().get(bench.writes().size() - 1).target()).contains("force=true");
    }

    @Test
    void a_forced_write_takes_nothing_that_the_plan_did_not_show() {
        bench.applyAs("argocd", shared("color: red"));
        bench.applyAs("acme", shared("size: small"));
        var wanted = map("shared", "color", "blue");
        wanted.getData().put("size", "small");
        var plan = bench.plan(PlanOptions.forceConflicts(), Verbatim.of(wanted));
        var seized = new ArrayList<ApplyEvent>();

        var applied = bench.cluster.apply(plan, event -> {
            seized.add(event);
            if (event.state() == ApplyEvent.State.STARTED) {
                bench.applyAs("flux", shared("size: large"));
            }
        });

        assertThat(applied.ok()).isFalse();
        assertThat(applied.explain()).contains("flux");
        assertThat(bench.live("shared").getData())
                .containsEntry("size", "large")
                .containsEntry("color", "red");
    }

    private static String shared(String data) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: shared, namespace: default}
                data: {%s}
                """.formatted(data);
    }
}
