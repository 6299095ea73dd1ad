package dev.ocpv.testkit.compatibility;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests and what a real server answered: definitions that exist before, and cases of several steps. */
public final class Recording {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
