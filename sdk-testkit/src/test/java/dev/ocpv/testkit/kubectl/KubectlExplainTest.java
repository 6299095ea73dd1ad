package dev.ocpv.testkit.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.TestCluster;
import dev.ocpv.testkit.transport.HttpDoor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps the transcript with which the model compares its own explain: what kubectl prints of the definitions of 4.17. {@code
 * -Dexplain.update=true} writes it anew. Without kubectl on the path the test is skipped.
 */
class KubectlExplainTest {
    private static final Path TRANSCRIPT = Path.of("../sdk-model/src/test/resources/explain/kubectl-4.17.txt");
    private static final String PROMPT = "$ ";

    @TempDir
    Path home;

    @Test
    void kubectl_prints_the_transcript_that_the_catalogue_is_compared_with() throws Exception {
        assumeTrue(KubectlTest.isOnPath("kubectl"), "kubectl is not on the path");
        var recorded = Files.readString(TRANSCRIPT);
        List<String> commands =
                recorded.lines().filter(line -> line.startsWith(PROMPT)).toList();

        var printed = new StringBuilder();
        try (var cluster = TestCluster.builder().release(Release.OCP_4_17).build();
                var door = HttpDoor.open(cluster.server())) {
            Files.writeString(home.resolve("kubeconfig"), door.kubeconfig());
            for (String command : commands) {
                printed.append(command).append('\n').append(run(command.substring(PROMPT.length())));
            }
        }

        if (Boolean.getBoolean("explain.update")) {
            Files.writeString(TRANSCRIPT, printed);
        }
        assertThat(commands).hasSizeGreaterThan(16);
        assertThat(withoutTrailingSpace(printed.toString()))
                .isEqualTo(withoutTrailingSpace(Files.readString(TRANSCRIPT)));
    }

    private String run(String command) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command.split(" ")).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", home.resolve("kubeconfig").toString());
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return withoutTrailingSpace(output) + "\n";
    }

    private static String withoutTrailingSpace(String text) {
        return text.replaceAll("(?m)[ \t]+$", "").stripTrailing();
    }
}
