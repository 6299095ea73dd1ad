package dev.ocpv.engine;

import static dev.ocpv.engine.Bench.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocpv.plan.Action;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.PlanException;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.report.Finding;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final String OURS_BY_ARGOCD = """
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
    void planning_writes_nothing() {
        var plan = bench.plan(Verbatim.of(map("a", "k", "v")));

        assertThat(plan.ok()).isTrue();
        assertThat(plan.changes()).extracting(Change::action).containsExactly(Action.CREATE);
        assertThat(bench.writes()).isEmpty();
        assertThat(bench.live("a")).isNull();
    }

    @Test
    void diff_shows_each_field_that_changes_and_nothing_else() {
        bench.applyAs("acme", OURS_BY_ARGOCD);

        var plan = bench.plan(Verbatim.of(map("shared", "color", "blue")));

        assertThat(plan.diff()).isEqualTo("""
                        ~ UPDATE ConfigMap/default/shared
                            ~ data.color: "red" -> "blue"
                            - data.size: "small"
                        """);
    }

    @Test
    void what_is_already_so_is_no_change() {
        bench.applyAs("argocd", OURS_BY_ARGOCD);

        var plan = bench.plan(Verbatim.of(map("shared", "color", "red")));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.explain()).contains("Nothing to do");
    }

    @Test
    void a_field_of_another_manager_is_a_finding() {
        bench.applyAs("argocd", OURS_BY_ARGOCD);

        var plan = bench.plan(Verbatim.of(map("shared", "color", "blue")));

        assertThat(plan.ok()).isFalse();
        assertThat(plan.findings()).extracting(Finding::code).containsExactly("API-004");
        assertThat(plan.explain())
                .contains("ConfigMap/default/shared data.color", "'argocd' owns it", "Nothing was written", "fix:");
        assertThatThrownBy(() -> bench.cluster.apply(plan)).isInstanceOf(PlanException.class);
        assertThat(bench.live("shared").getData()).containsEntry("color", "red");
    }

    @Test
    void a_field_of_another_manager_is_taken_over_when_asked() {
        bench.applyAs("argocd", OURS_BY_ARGOCD);

        var plan = bench.plan(PlanOptions.forceConflicts(), Verbatim.of(map("shared", "color", "blue")));

        assertThat(plan.ok()).isTrue();
        assertThat(plan.diff()).contains("! takes data.color over from 'argocd'");
    }

    @Test
    void a_value_that_is_no_api_default_is_not_taken_over_as_one() {
        bench.applyAs("argocd", OURS_BY_ARGOCD);

        var plan = bench.plan(PlanOptions.takeOverDefaults(), Verbatim.of(map("shared", "color", "blue")));

        assertThat(plan.findings()).extracting(Finding::code).containsExactly("API-004");
    }

    @Test
    void specs_that_share_a_resource_make_one_change() {
        var plan = bench.plan(
                Verbatim.of(map("a", "one", "1")).named("one"),
                Verbatim.of(map("a", "two", "2")).named("two"));

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.diff()).contains("data.one", "data.two");
    }

    @Test
    void specs_that_contradict_each_other_are_a_finding() {
        var plan = bench.plan(
                Verbatim.of(map("a", "k", "1")).named("one"),
                Verbatim.of(map("a", "k", "2")).named("two"));

        assertThat(plan.findings()).extracting(Finding::code).containsExactly("API-003");
        assertThat(plan.explain()).contains("Verbatim/one and Verbatim/two", "data.k");
    }

    @Test
    void what_the_server_refuses_is_a_finding_in_its_words() {
        var plan = bench.plan(Verbatim.of(map("Not_A_Name", "k", "v")));

        assertThat(plan.findings()).extracting(Finding::code).containsExactly("API-005");
        assertThat(plan.explain()).contains("RFC 1123", "Nothing was written");
    }

    @Test
    void a_spec_that_stands_twice_is_an_error() {
        var spec = Verbatim.of(map("a", "k", "v"));

        var result = bench.cluster.validate(DesiredState.of(spec, spec));

        assertThat(result.ok()).isFalse();
        assertThat(result.findings()).extracting(Finding::code).containsExactly("API-001");
    }

    @Test
    void what_may_not_be_read_is_said_not_to_be_checked() {
        bench.server.addFault(request -> request.target().startsWith("/api/v1/nodes")
                ? ApiServer.failure(403, "Forbidden", "nodes is forbidden")
                : null);

        var result = bench.cluster.validate(DesiredState.of());

        assertThat(result.ok()).isTrue();
        assertThat(result.findings()).extracting(Finding::code).containsExactly("API-002");
        assertThat(result.explain()).contains("Node", "nodes is forbidden", "not checked");
    }

    @Test
    void values_of_secrets_are_masked() {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("token")
                .endMetadata()
                .addToStringData("password", "correct-horse")
                .build();

        var plan = bench.plan(Verbatim.of(secret));

        assertThat(plan.explain()).contains("(secret)").doesNotContain("correct-horse", "Y29ycmVjdC1ob3JzZQ");
    }
}
