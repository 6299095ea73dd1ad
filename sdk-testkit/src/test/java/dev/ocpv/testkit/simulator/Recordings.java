package dev.ocpv.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** What the operators' own code answered, a JSON document a line. */
final class Recordings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    static List<JsonNode> rows(String name) {
        var path = "/recordings/operators/" + name + ".jsonl.gz";
        var resource = Objects.requireNonNull(Recordings.class.getResourceAsStream(path), path);
        try (var reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines().map(Recordings::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
