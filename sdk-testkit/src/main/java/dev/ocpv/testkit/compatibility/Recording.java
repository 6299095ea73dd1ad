package dev.ocpv.testkit.compatibility;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Requests and what a real server answered: definitions that exist before, and cases of several steps. */
public final class Recording {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final List<String> AREAS = List.of(
            "crud",
            "patch",
            "ssa",
            "crd-schema",
            "crd-cel",
            "crd-lifecycle",
            "list-watch",
            "table",
            "discovery",
            "builtins",
            "admission",
            "collector");

    private final JsonNode head;
    private final List<JsonNode> cases;

    private Recording(JsonNode head, List<JsonNode> cases) {
        this.head = head;
        this.cases = cases;
    }

    /** {@return the recording that stands in JSON lines} */
    public static Recording read(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
            return new Recording(lines.get(0), lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the areas of which the test kit carries recordings of Kubernetes 1.{@code minor}; there are some of 30 and 35} */
    public static List<String> areas(int minor) {
        return AREAS.stream()
                .filter(area -> Recording.class.getResource(file(minor, area)) != null)
                .toList();
    }

    /**
     * {@return what a real server answered, as the test kit carries it}
     *
     * @throws IllegalArgumentException when it carries none of that area
     */
    public static Recording published(int minor, String area) {
        try (InputStream in = Recording.class.getResourceAsStream(file(minor, area))) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "No recording of " + area + " for 1." + minor + "; there are " + areas(minor));
            }
            return read(new GZIPInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(int minor, String area) {
        return "1." + minor + "/" + area + ".jsonl.gz";
    }

    /** {@return the name of the recording, for instance crud} */
    public String name() {
        return head.path("file").asText();
    }

    JsonNode definitions() {
        return head.path("crds");
    }

    List<JsonNode> cases() {
        return cases;
    }
}
