package dev.ocpv.engine;

import static dev.ocpv.engine.Bench.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.apply.ApplyResult;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.rollback.RollbackException;
import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private static final String BY_ARGOCD = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: shared, namespace: default}
            data: {color: red, size: small}
            """;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void values_and_owners_are_as_before() {
        bench.applyAs("argocd", BY_ARGOCD);
        var before = bench.live("shared");
        var applied = change("color", "blue");
        bench.server.clock().advance(Duration.ofHours(1));

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.ok()).as(rollback.explain()).isTrue();
        assertThat(bench.live("shared").getData()).isEqualTo(before.getData());
        assertThat(owners()).isEqualTo(before.getMetadata().getManagedFields());
    }

    @Test
    void a_field_that_we_added_goes() {
        bench.applyAs("argocd", BY_ARGOCD);
        var before = bench.live("shared");
        var applied = change("shape", "round");

        assertThat(bench.cluster.rollback(applied).ok()).isTrue();
        assertThat(bench.live("shared").getData()).isEqualTo(before.getData());
        assertThat(owners()).isEqualTo(before.getMetadata().getManagedFields());
    }

    @Test
    void what_we_owned_before_we_own_again() {
        bench.applyAs("acme", BY_ARGOCD);
        var before = bench.live("shared");
        var applied = change("color", "blue");

        assertThat(bench.cluster.rollback(applied).ok()).isTrue();
        assertThat(bench.live("shared").getData()).isEqualTo(before.getData());
        assertThat(owners()).isEqualTo(before.getMetadata().getManagedFields());
    }

    @Test
    void a_created_resource_goes() {
        var applied = bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v"))));

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.ok()).isTrue();
        assertThat(bench.live("a")).isNull();
    }

    @Test
    void a_resource_that_was_made_anew_stays() {
        var applied = bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v"))));
        bench.admin.configMaps().inNamespace("default").withName("a").delete();
        bench.admin.resource(map("a", "k", "v")).create();

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.ok()).isFalse();
        assertThat(bench.live("a")).isNotNull();
    }

    @Test
    void a_later_change_of_somebody_else_stays_and_is_told() {
        bench.applyAs("argocd", BY_ARGOCD);
        var wanted = map("shared", "color", "blue");
        wanted.getData().put("size", "large");
        var applied = bench.cluster.apply(bench.plan(PlanOptions.forceConflicts(), Verbatim.of(wanted)));
        bench.applyAs("flux", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: shared, namespace: default}
                data: {size: huge}
                """);

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.ok()).isFalse();
        assertThat(rollback.explain()).contains("REFUSED ConfigMap/default/shared", "data.size");
        assertThat(bench.live("shared").getData()).containsEntry("size", "huge").containsEntry("color", "red");
        assertThatThrownBy(rollback::orThrow).isInstanceOf(RollbackException.class);
    }

    @Test
    void a_created_resource_that_somebody_changed_stays() {
        var applied = bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v"))));
        bench.admin.resource(map("a", "k", "theirs")).update();

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.explain()).contains("REFUSED ConfigMap/default/a", "data.k");
        assertThat(bench.live("a").getData()).containsEntry("k", "theirs");
    }

    @Test
    void a_resource_that_cannot_be_read_is_neither_changed_nor_gone() {
        var applied = bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v"))));
        bench.failReadsOf("a");
        int before = bench.writes().size();

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.explain()).contains("REFUSED ConfigMap/default/a: it cannot be read: 500 etcd is away");
        assertThat(bench.writes()).hasSize(before);
    }

    @Test
    void a_deleted_resource_is_gone_only_when_that_was_seen() {
        var applied = bench.cluster.apply(bench.plan(Verbatim.of(map("a", "k", "v"))));
        bench.server.addFault(request -> {
            if (request.method().equals("DELETE")) {
                bench.failReadsOf("a");
            }
            return null;
        });

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.ok()).isFalse();
        assertThat(rollback.explain())
                .contains("ConfigMap/default/a is gone: ConfigMap/default/a cannot be read: 500 etcd is away");
    }

    @Test
    void the_last_applied_goes_first_and_a_partial_apply_can_be_taken_back() {
        var plan = bench.plan(Verbatim.of(map("a", "k", "v"), map("b", "k", "v"), map("c", "k", "v")));
        var heal = bench.server.addFault(request ->
                request.target().contains("/configmaps/c?") ? ApiServer.failure(403, "Forbidden", "quota") : null);
        var applied = bench.cluster.apply(plan);
        heal.run();

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.steps()).extracting(step -> step.resource().name()).containsExactly("b", "a");
        assertThat(rollback.ok()).isTrue();
        assertThat(bench.live("a")).isNull();
    }

    @Test
    void a_write_in_between_does_not_stop_it() {
        bench.applyAs("argocd", BY_ARGOCD);
        var applied = change("color", "blue");
        var once = new boolean[1];
        bench.server.addFault(request -> {
            if (!once[0] && "application/json-patch+json".equals(request.header("Content-Type"))) {
                once[0] = true;
                bench.admin
                        .configMaps()
                        .inNamespace("default")
                        .withName("shared")
                        .edit(map -> {
                            map.getMetadata().setLabels(java.util.Map.of("touched", "yes"));
                            return map;
                        });
            }
            return null;
        });

        var rollback = bench.cluster.rollback(applied);

        assertThat(rollback.ok()).as(rollback.explain()).isTrue();
        assertThat(bench.live("shared").getData()).containsEntry("color", "red");
        assertThat(bench.live("shared").getMetadata().getLabels()).containsEntry("touched", "yes");
    }

    private ApplyResult change(String key, String value) {
        return bench.cluster.apply(bench.plan(PlanOptions.forceConflicts(), Verbatim.of(map("shared", key, value))));
    }

    private List<ManagedFieldsEntry> owners() {
        return bench.live("shared").getMetadata().getManagedFields();
    }
}
