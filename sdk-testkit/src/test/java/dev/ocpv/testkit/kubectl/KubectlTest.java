package dev.ocpv.testkit.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.HttpDoor;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs kubectl against the server in memory. {@code basics} and {@code crd} are what it printed against a real server; {@code more} is our own.
 * Without kubectl, jq and bash on the path the tests are skipped.
 */
class KubectlTest {
    private static final ApiServer SERVER =
            ApiServer.builder().kubernetesMinor(35).build();
    private static final HttpDoor DOOR = HttpDoor.open(SERVER);
    private static final ScheduledExecutorService TIME = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    static Path home;

    @BeforeAll
    static void needs_kubectl() {
        for (String program : List.of("kubectl", "jq", "bash")) {
            assumeTrue(isOnPath(program), program + " is not on the path");
        }
        SERVER.addFault(request -> {
            SERVER.clock().advanceTo(Instant.now());
            return null;
        });
        TIME.scheduleAtFixedRate(KubectlTest::passTime, 0, 100, TimeUnit.MILLISECONDS);
    }

    private static void passTime() {
        synchronized (SERVER) {
            SERVER.clock().advanceTo(Instant.now());
        }
    }

    static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @AfterAll
    static void close() {
        TIME.shutdownNow();
        DOOR.close();
    }

    static Stream<Arguments> chapters() {
        return Stream.of("basics", "crd", "more")
                .map(Transcript::read)
                .flatMap(transcript -> transcript.chapters().stream()
                        .map(chapter -> Arguments.of(transcript.name(), chapter.title(), chapter)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("chapters")
    void kubectl_prints_what_it_prints_with_a_real_server(String file, String title, Transcript.Chapter chapter)
            throws Exception {
        var number = Transcript.read(file).chapters().stream()
                .map(Transcript.Chapter::title)
                .toList()
                .indexOf(title);
        var shell = new Shell("kt-" + file + "-" + number);

        List<String> different = new ArrayList<>();
        for (var item : chapter.items()) {
            if (item.kind() == '-') {
                shell.write(item);
                continue;
            }
            var printed = shell.run(item.text());
            var wanted = "[rc " + item.code() + "]\n" + item.output();
            if (item.kind() == '$' && !printed.equals(wanted)) {
                different.add("$ " + item.text() + "\nwanted " + wanted + "\nprinted " + printed);
            }
        }

        assertThat(different).isEmpty();
    }

    /** A folder, a namespace and a kubeconfig of a chapter's own. */
    private static final class Shell {
        private final String namespace;
        private final Path folder;

        Shell(String namespace) throws IOException, InterruptedException {
            this.namespace = namespace.toLowerCase(Locale.ROOT);
            folder = Files.createDirectories(home.resolve(this.namespace));
            var kubeconfig = DOOR.kubeconfig().replace("namespace: default", "namespace: " + this.namespace);
            Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
            run("kubectl create namespace " + this.namespace);
        }

        void write(Transcript.Item file) throws IOException {
            var text = String.join(
                            "\n",
                            file.lines().stream()
                                    .map(line -> line.equals("----") ? "---" : line)
                                    .toList())
                    .stripTrailing();
            Files.writeString(folder.resolve(file.text()), text.replace("$NS", namespace) + "\n");
        }

        String run(String command) throws IOException, InterruptedException {
            var output = folder.resolve("output");
            var builder = new ProcessBuilder("bash", "-c", command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "KUBECONFIG",
                            folder.resolve("kubeconfig").toString(),
                            "NS",
                            namespace,
                            "HOME",
                            folder.toString(),
                            "TERM",
                            "dumb",
                            "KUBE_EDITOR",
                            "",
                            "LC_ALL",
                            "C"));
            var process = builder.start();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no answer in 90 s";
            }
            var text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            return "[rc " + process.exitValue() + "]\n" + Transcript.masked(text, namespace);
        }
    }
}
