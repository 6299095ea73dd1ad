package dev.ocpv.model.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fields and versions that a release took away; the POJOs keep them, since they serve all releases. */
final class ReleaseHistory {
    private static final Pattern STEP = Pattern.compile("\\[]|\\{}|[^.\\[{]+");

    private final ObjectMapper json = new ObjectMapper();
    private final List<String[]> removals;

    private ReleaseHistory(List<String[]> removals) {
        this.removals = removals;
    }

    static ReleaseHistory read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var removals = files.sorted()
                    .flatMap(ReleaseHistory::lines)
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> cells.length == 6 && cells[3].equals("field") && cells[5].isEmpty())
                    .toList();
            return new ReleaseHistory(removals);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void addRemovedFields(String crd, ObjectNode document) throws IOException {
        for (String[] cells : removals) {
            if (cells[0].equals(crd)) {
                for (JsonNode version : document.at("/spec/versions")) {
                    if (version.path("name").asText().equals(cells[1])) {
                        restore((ObjectNode) version.at("/schema/openAPIV3Schema"), cells[2], json.readTree(cells[4]));
                    }
                }
            }
        }
    }

    private static void restore(ObjectNode root, String path, JsonNode field) {
        var steps = STEP.matcher(path).results().map(step -> step.group()).toList();
        JsonNode at = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            at = switch (step) {
                case "[]" -> at.path("items");
                case "{}" -> at.path("additionalProperties");
                default -> at.path("properties").path(step);
            };
        }
        if (at instanceof ObjectNode parent) {
            parent.withObject("/properties").putIfAbsent(steps.get(steps.size() - 1), field);
        }
    }
}
