package dev.ocpv.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedVerdictsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiCatalog catalog = ApiCatalog.load();

    @ParameterizedTest
    @EnumSource
    void the_definitions_judge_as_a_real_server_does(Release release) throws IOException {
        var tally = new Tally();

        for (String line : lines(open("index.tsv"))) {
            var cells = line.split("\t", -1);
            if (cells[0].equals(release.version())) {
                var source = cells[3].startsWith("as ") ? cells[3].substring(3) : cells[0];
                judge(cells[1], cells[2], release, source, tally);
            }
        }

        assertThat(tally.documents).isGreaterThan(1000);
        assertThat(tally.different).isEmpty();
    }

    private void judge(String crd, String version, Release release, String source, Tally tally) throws IOException {
        JsonNode tree =
                JSON.valueToTree(catalog.schema(crd, version, "", release).orElseThrow());
        var schema = Verdict.Compiled.of(tree);
        var head = head(crd, version);
        JsonNode first = null;
        for (String line : lines(open(source + "/" + crd + "_" + version + ".jsonl.gz"))) {
            var recorded = JSON.readTree(line);
            first = first == null ? recorded : first;
            var expected = Verdict.recorded(recorded, first);
            var actual = Verdict.of((ObjectNode) recorded.get("send"), head, schema);
            tally.add(crd + " " + version + " " + recorded.path("what").asText(), expected, actual);
        }
    }

    private ObjectNode head(String crd, String version) {
        var spec = JSON.valueToTree(catalog.crd(crd, Release.newest())).path("spec");
        var head = JSON.createObjectNode();
        head.put("apiVersion", spec.path("group").asText() + "/" + version);
        head.put("kind", spec.path("names").path("kind").asText());
        head.putObject("metadata")
                .put("name", crd.startsWith("hyperconverged") ? "kubevirt-hyperconverged" : "cluster");
        return head;
    }

    private static List<String> lines(InputStream stream) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isEmpty()).toList();
        }
    }

    private static InputStream open(String name) throws IOException {
        var stream = Objects.requireNonNull(
                RecordedVerdictsTest.class.getResourceAsStream("/recordings/models/" + name), name);
        return name.endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    }

    private static final class Tally {
        private int documents;
        private final List<String> different = new ArrayList<>();

        void add(String what, Verdict expected, Verdict actual) {
            documents++;
            if (!expected.equals(actual)) {
                different.add("%s\n    recorded %s\n    ours     %s".formatted(what, expected, actual));
            }
        }
    }
}
