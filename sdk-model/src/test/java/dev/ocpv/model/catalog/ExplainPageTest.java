package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/explain.md}: what kubectl prints on the left, what the catalogue prints on the right. {@code mvn test -pl sdk-model -am
 * -Dtest=ExplainPageTest -Dexplain.update=true} writes it anew.
 */
class ExplainPageTest {
    private static final Path PAGE = Path.of("../docs/explain.md");

    /** What is asked for in the article that the SDK follows, in its order. */
    static final List<String> ASKED = List.of(
            "Subscription.spec.config",
            "HyperConverged.spec.infra",
            "HyperConverged.spec.infra.nodePlacement",
            "HyperConverged.spec.workloads",
            "HyperConverged.spec.workloads.nodePlacement",
            "HostPathProvisioner.spec.workload",
            "HyperConverged.spec.liveMigrationConfig.network",
            "HyperConverged.spec.liveMigrationConfig");

    private static final String HEAD = """
            # `explain` beside `kubectl explain`

            On the left what kubectl prints, asked of the test kit's server with the definitions of OpenShift 4.17; on the right what
            `ApiCatalog.load().explain(path, Release.OCP_4_17)` prints without any server. A line that stands only on the right is what kubectl cannot say:
            what holds at that release, and where else the field is. The descriptions are this project's own.

            This page is written and checked by `ExplainPageTest`, the left side by the test kit's `KubectlExplainTest`:

            ```
            mvn -pl sdk-testkit -am test -Dtest='ExplainPageTest,KubectlExplainTest' -Dsurefire.failIfNoSpecifiedTests=false
            ```

            With `--recursive` (here `explain(…).recursive()`) both are compared by the same tests and not shown.
            """;

    @Test
    void the_page_shows_both_sides_as_they_are() throws IOException {
        var page = page();

        if (Boolean.getBoolean("explain.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
    }

    private static String page() throws IOException {
        var catalog = ApiCatalog.load();
        var transcripts = KubectlTranscript.all();
        var page = new StringBuilder(HEAD);
        for (String path : ASKED) {
            var kubectl = transcripts.stream()
                    .filter(one -> one.path().equals(path) && !one.recursive())
                    .findFirst()
                    .orElseThrow();
            page.append("\n## ").append(path).append("\n\n```text\n");
            beside(
                            kubectl.output().lines().toList(),
                            kubectl.ours(catalog).lines().toList())
                    .forEach(line -> page.append(line).append('\n'));
            page.append("```\n");
        }
        return page.toString();
    }

    /** {@return both in two columns} Everything on the left is on the right, too. */
    private static List<String> beside(List<String> kubectl, List<String> ours) {
        var left = kubectl.stream().map(ExplainPageTest::withoutTabs).toList();
        int width = left.stream().mapToInt(String::length).max().orElseThrow();
        var lines = new ArrayList<String>();
        int next = 0;
        for (String line : ours) {
            var right = withoutTabs(line);
            boolean same = next < left.size() && left.get(next).equals(right.stripTrailing());
            lines.add(("%-" + width + "s | %s")
                    .formatted(same ? left.get(next++) : "", right)
                    .stripTrailing());
        }
        assertThat(next).as("lines of kubectl that ours has").isEqualTo(left.size());
        return lines;
    }

    private static String withoutTabs(String line) {
        return line.replace("\t", "  ").stripTrailing();
    }
}
