package dev.ocpv.testkit.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What was sent to a real server of one version of one definition, and what it said to it.
 *
 * @param head apiVersion, kind and metadata of each document
 * @param documents what was sent beside the head, with the verdict
 */
record RecordedDocuments(
        String crd, String version, String plural, boolean namespaced, ObjectNode head, List<Document> documents) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One document.
     *
     * @param what which field it tries, and how
     */
    record Document(String what, ObjectNode send, Verdict verdict) {}

    /** {@return everything that was recorded of a release} */
    static Stream<RecordedDocuments> of(Release release, ApiCatalog catalog) {
        return lines("index.tsv").stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[0].equals(release.version()))
                .map(cells -> read(cells[1], cells[2], source(cells), catalog));
    }

    /** {@return the release that the documents were recorded of; the schema did not change since} */
    private static String source(String... cells) {
        return cells[3].startsWith("as ") ? cells[3].substring("as ".length()) : cells[0];
    }

    private static RecordedDocuments read(String crd, String version, String source, ApiCatalog catalog) {
        JsonNode spec = JSON.valueToTree(catalog.crd(crd, Release.newest())).path("spec");
        var head = JSON.createObjectNode();
        head.put("apiVersion", spec.path("group").asText() + "/" + version);
        head.put("kind", spec.path("names").path("kind").asText());
        head.putObject("metadata")
                .put("name", crd.startsWith("hyperconverged") ? "kubevirt-hyperconverged" : "cluster");
        var plural = spec.path("names").path("plural").asText();
        var namespaced = spec.path("scope").asText().equals("Namespaced");
        return new RecordedDocuments(
                crd, version, plural, namespaced, head, documents(source + "/" + crd + "_" + version + ".jsonl.gz"));
    }

    private static List<Document> documents(String name) {
        var documents = new ArrayList<Document>();
        JsonNode first = null;
        for (String line : lines(name)) {
            var recorded = parse(line);
            first = first == null ? recorded : first;
            documents.add(new Document(
                    recorded.path("what").asText(),
                    (ObjectNode) recorded.get("send"),
                    Verdict.recorded(recorded, first)));
        }
        return documents;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String name) {
        try (var reader = new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        var stream =
                Objects.requireNonNull(RecordedDocuments.class.getResourceAsStream("/recordings/models/" + name), name);
        return name.endsWith(".gz") ? new GZIPInputStream(stream) : stream;
    }
}
