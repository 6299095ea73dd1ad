package dev.ocpv.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocpv.report.Finding;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.Spec;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.spec.placement.InfraPlacement;
import dev.ocpv.spec.placement.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredStateYamlTest {
    private static final String HEAD = "apiVersion: ocpv.dev/v1alpha1\nkind: DesiredState\n";

    @Test
    void everything_that_is_wrong_is_found_at_once() {
        var read = parse(HEAD + """
                        infraPlacment: {}
                        memoryOvercommit:
                          percentage: lots
                        liveMigration:
                          progressTimeout: 1
                          progressTimeout: 2
                        migrationNetwork:
                          name: migration
                        workloadPlacement:
                          nodeSelector:
                            worker: true
                        """);

        assertThat(read.findings())
                .extracting(Finding::code, finding -> at(finding))
                .containsExactlyInAnyOrder(
                        tuple("API-021", "3:1"),
                        tuple("API-022", "5:15"),
                        tuple("API-023", "8:3"),
                        tuple("API-024", "10:3"),
                        tuple("API-024", "10:3"),
                        tuple("API-022", "13:13"));
        assertThat(read.findings().get(0).explain())
                .contains("state.yaml:3:1", "unknown key 'infraPlacment'", "did you mean infraPlacement?");
    }

    @Test
    void a_broken_section_leaves_the_others() {
        var read = parse(HEAD + "memoryOvercommit: 150\ninfraPlacement:\n  nodeSelector: {a: b}\n");

        assertThat(codes(read)).contains("API-022");
        assertThat(read.specs()).containsExactly(InfraPlacement.of(Placement.onNodesLabelled("a", "b")));
    }

    @Test
    void malformed_yaml_is_found_with_its_place() {
        var read = parse(HEAD + "memoryOvercommit: {percentage: 150\ninfraPlacement:\n");

        assertThat(codes(read)).containsExactly("API-020");
        assertThat(read.findings().get(0).place().location())
                .get()
                .satisfies(location -> assertThat(location.line()).isGreaterThanOrEqualTo(4));
    }

    @Test
    void an_empty_text_is_no_document() {
        assertThat(codes(parse(""))).containsExactly("API-025");
        assertThat(codes(parse("# nothing\n"))).containsExactly("API-025");
    }

    @Test
    void the_first_of_several_documents_is_read() {
        var read = parse(HEAD + "memoryOvercommit: {percentage: 150}\n---\n" + HEAD);

        assertThat(codes(read)).containsExactly("API-025");
        assertThat(read.specs()).isEqualTo(List.<Spec>of(MemoryOvercommit.of(150)));
    }

    @Test
    void another_kind_is_refused() {
        assertThat(codes(parse("apiVersion: v1\nkind: ConfigMap\ndata: {}\n")))
                .containsExactlyInAnyOrder("API-021", "API-027", "API-027");
    }

    @Test
    void aliases_that_multiply_are_refused() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            var before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, before))));
        }

        assertThat(codes(parse(bomb.toString()))).containsExactly("API-026");
    }

    @Test
    void an_alias_to_itself_is_refused() {
        assertThat(codes(parse(HEAD + "infraPlacement: &a\n  affinity: *a\n"))).containsExactly("API-026");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(codes(parse(HEAD + "infraPlacement: " + "[".repeat(5000) + "]".repeat(5000))))
                .containsExactly("API-026");
    }

    @Test
    void a_text_that_is_too_large_is_not_even_parsed() {
        assertThat(codes(parse("#".repeat(2 * 1024 * 1024)))).containsExactly("API-026");
    }

    @Test
    void a_file_that_is_not_there_is_a_finding(@TempDir Path folder) {
        assertThat(codes(DesiredStateYaml.read(folder.resolve("none.yaml")))).containsExactly("API-028");
    }

    @Test
    void a_file_that_is_no_text_is_a_finding(@TempDir Path folder) throws Exception {
        var file = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xc3, (byte) 0x28});

        assertThat(codes(DesiredStateYaml.read(file))).containsExactly("API-020");
    }

    @Test
    void affinity_is_read_key_by_key() {
        var read = parse(HEAD + """
                        infraPlacement:
                          affinity:
                            nodeAffinity:
                              requiredDuringSchedulingIgnoredDuringExecution:
                                nodeSelectorTerms:
                                - matchExpressions:
                                  - {key: cpus, operator: Gt, value: ["8"]}
                        """);

        assertThat(read.findings().get(0).explain())
                .contains("nodeSelectorTerms[0].matchExpressions[0].value", "did you mean values?");
    }

    @Test
    void every_code_has_its_page() {
        assertThat(Arrays.stream(YamlCode.values()).map(YamlCode::code))
                .allSatisfy(code ->
                        assertThat(Path.of("..", "docs", "rules", code + ".md")).exists());
    }

    private static DesiredState parse(String text) {
        return DesiredStateYaml.parse(text, "state.yaml");
    }

    private static List<String> codes(DesiredState read) {
        return read.findings().stream().map(Finding::code).toList();
    }

    private static String at(Finding finding) {
        return finding.place()
                .location()
                .map(location -> location.line() + ":" + location.column())
                .orElse("nowhere");
    }
}
