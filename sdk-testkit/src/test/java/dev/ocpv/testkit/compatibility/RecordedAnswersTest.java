package dev.ocpv.testkit.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.compatibility.Exchange.Grade;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays what a real kube-apiserver answered. What does not come out as recorded yet stands in {@code open.txt}; when
 * more works, {@code mvn test -Dtest=RecordedAnswersTest -Dcompatibility.update=true} writes that file and
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
            FidelityPage.update(PAGE, "1." + minor, exchanges);
            known = now;
        }
        assertThat(known.worse(now, exchanges))
                .as("answers that were as recorded and are no longer")
                .isEmpty();
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

    /** The exchanges that do not come out as recorded, as they stand in a file: release, exchange, grade. */
    private record OpenCases(Map<String, Grade> grades) {
        static OpenCases read(Path file) throws IOException {
            Map<String, Grade> grades = new TreeMap<>();
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    int end = line.lastIndexOf(' ');
                    grades.put(line.substring(0, end), line.endsWith("words") ? Grade.IN_OTHER_WORDS : Grade.DIFFERENT);
                }
            }
            return new OpenCases(grades);
        }

        static OpenCases of(String release, List<Exchange> exchanges) {
            Map<String, Grade> grades = new TreeMap<>();
            for (Exchange exchange : exchanges) {
                if (exchange.grade() != Grade.AS_RECORDED) {
                    grades.put(release + " " + exchange.id(), exchange.grade());
                }
            }
            return new OpenCases(grades);
        }

        int size() {
            return grades.size();
        }

        long count(String release) {
            return grades.keySet().stream()
                    .filter(key -> key.startsWith(release + " "))
                    .count();
        }

        OpenCases replace(String release, OpenCases now) {
            Map<String, Grade> all = new TreeMap<>(grades);
            all.keySet().removeIf(key -> key.startsWith(release + " "));
            all.putAll(now.grades);
            return new OpenCases(all);
        }

        List<String> worse(OpenCases now, List<Exchange> exchanges) {
            List<String> worse = new ArrayList<>();
            now.grades.forEach((key, grade) -> {
                Grade before = grades.getOrDefault(key, Grade.AS_RECORDED);
                if (grade.compareTo(before) > 0) {
                    exchanges.stream()
                            .filter(exchange -> key.endsWith(" " + exchange.id()))
                            .forEach(exchange -> worse.add(key + " · " + exchange.title() + " · " + exchange.request()
                                    + "\n  " + String.join("\n  ", exchange.differences())));
                }
            });
            return worse;
        }

        void write(Path file) throws IOException {
            List<String> lines = new ArrayList<>();
            grades.forEach(
                    (key, grade) -> lines.add(key + " " + (grade == Grade.IN_OTHER_WORDS ? "words" : "different")));
            Files.write(file, lines);
        }
    }
}
