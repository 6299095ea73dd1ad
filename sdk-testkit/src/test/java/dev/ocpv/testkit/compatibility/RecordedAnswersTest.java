package dev.ocpv.testkit.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays what a real kube-apiserver answered. What does not come out as recorded yet stands in {@code open.txt}; when
 * more works, or a reason is written there, {@code mvn test -Dtest=RecordedAnswersTest -Dcompatibility.update=true} writes that file and
 * {@code docs/fidelity.md} anew.
 */
class RecordedAnswersTest {
    private static final Path OPEN = Path.of("src/test/resources/dev/ocpv/testkit/compatibility/open.txt");
    private static final Path MORE = Path.of("src/test/resources/recordings");
    private static final Path PAGE = Path.of("../docs/fidelity.md");
    private static final boolean UPDATE = Boolean.getBoolean("compatibility.update");

    @ParameterizedTest
    @ValueSource(ints = {35, 30})
    void what_a_real_server_answered_comes_out_as_recorded_or_is_known_to_be_open(int minor, TestReporter reporter)
            throws IOException {
        OpenCases known = OpenCases.read(OPEN);

        List<Exchange> exchanges = replayAll(minor);

        OpenCases now = OpenCases.of("1." + minor, exchanges);
        if (UPDATE) {
            known.replace("1." + minor, now).write(OPEN);
            known = OpenCases.read(OPEN);
            FidelityPage.update(PAGE, "1." + minor, exchanges, known.reasons());
        }
        assertThat(known.worse(now, exchanges))
                .as("answers that were as recorded and are no longer")
                .isEmpty();
        assertThat(known.reasons().values())
                .as("reasons of what is different, after a colon in open.txt")
                .allMatch(reason -> !reason.isBlank());
        reporter.publishEntry(Map.of(
                "1." + minor,
                exchanges.size() - now.size() + " of " + exchanges.size() + " as recorded",
                "open that now work",
                known.count("1." + minor) - now.size() + ", see the comment of this test"));
    }

    private static List<Exchange> replayAll(int minor) throws IOException {
        List<Exchange> all = new ArrayList<>();
        for (String area : Recording.areas(minor)) {
            all.addAll(replay(minor, Recording.published(minor, area)));
        }
        for (Path file : more(minor)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                all.addAll(replay(minor, Recording.read(in)));
            }
        }
        return all;
    }

    private static List<Exchange> replay(int minor, Recording recording) {
        return ApiServerCompatibilityKit.of(Endpoint.of(server(minor))).replay(recording);
    }

    /** {@return recordings that the test kit does not carry: a second one of each area} */
    private static List<Path> more(int minor) throws IOException {
        Path folder = MORE.resolve("1." + minor);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static ApiServer server(int minor) {
        return ApiServer.builder()
                .kubernetesMinor(minor)
                .clock(VirtualClock.startingAt(Instant.parse("2026-01-01T00:00:00Z")))
                .build();
    }
}
