package dev.ocpv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.transport.HttpDoor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostInstallTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void the_main_job_goes_from_findings_to_rollback_and_refuses_three_mistakes() {
        int code = run();

        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "1. Findings",
                        "2. Plan",
                        "~ UPDATE Subscription/openshift-cnv/hco-operatorhub",
                        "+ CREATE NetworkAttachmentDefinition/openshift-cnv/migration",
                        "~ UPDATE HyperConverged/openshift-cnv/kubevirt-hyperconverged",
                        "=> virt-handler",
                        "3. Apply",
                        "[1/7]",
                        "Applied 7 of 7 changes.",
                        "4. Verification",
                        "The cluster follows",
                        "5. The same plan again",
                        "Nothing to do: the cluster is as desired.",
                        "6. Rollback",
                        "All 7 objects are as they were before, owners of fields included.",
                        "PLC-005 ERROR  WorkloadPlacement",
                        "writes: 0",
                        "STO-024 ERROR  HostPathStorage",
                        "writes: 0",
                        "API-004 ERROR  HyperConverged",
                        "'argocd' owns it",
                        "writes: 0");
    }

    @Test
    void a_dry_run_stops_after_the_plan() {
        int code = run("--dry-run");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("2. Plan").doesNotContain("3. Apply", "Refused");
    }

    @Test
    void a_file_of_the_user_is_used_and_its_mistakes_come_with_line_and_column() throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), """
                apiVersion: ocpv.dev/v1alpha1
                kind: DesiredState
                memoryOvercommit:
                  percent: 150
                liveMigration:
                  bandwidthPerMigration: fast
                """);

        int code = run("--config", file.toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("mine.yaml:4:3", "percentage", "mine.yaml:6:")
                .doesNotContain("2. Plan");
    }

    @Test
    void java_and_yaml_say_the_same() {
        assertThat(PostInstallState.inYaml().findings()).isEmpty();
        assertThat(PostInstallState.inYaml().specs())
                .containsExactlyInAnyOrderElementsOf(PostInstallState.inJava().specs());
    }

    @Test
    void a_real_cluster_is_shown_the_plan_and_written_only_when_told_so() throws Exception {
        try (var memory = Scenarios.bareMetal(Release.OCP_4_17);
                var door = HttpDoor.open(memory.server())) {
            var kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig(door.url()));

            int shown = run("--kubeconfig", kubeconfig.toString(), "--take-over", "defaults", "--dry-run");
            int before = memory.writes().size();

            assertThat(shown).as(out.toString()).isZero();
            assertThat(out.toString()).contains("UPDATE HyperConverged");
            assertThat(before).isZero();
        }
    }

    @Test
    void a_real_cluster_keeps_what_others_own_unless_told_otherwise() throws Exception {
        try (var memory = Scenarios.bareMetal(Release.OCP_4_17);
                var door = HttpDoor.open(memory.server())) {
            var kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig(door.url()));

            int code = run("--kubeconfig", kubeconfig.toString(), "--yes");

            assertThat(code).isEqualTo(1);
            assertThat(out.toString()).contains("API-004", "'Mozilla' owns it", "PlanOptions.takeOverDefaults()");
            assertThat(memory.writes()).isEmpty();
        }
    }

    @Test
    void a_wrong_argument_is_told() {
        assertThat(run("--take-over", "everything")).isEqualTo(2);
        assertThat(out.toString()).contains("--take-over");
    }

    private int run(String... args) {
        return PostInstall.run(args, new PrintWriter(out, true));
    }

    private static String kubeconfig(String server) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: memory, cluster: {server: "%s"}}]
                users: [{name: admin, user: {}}]
                contexts: [{name: memory, context: {cluster: memory, user: admin}}]
                current-context: memory
                """.formatted(server);
    }
}
