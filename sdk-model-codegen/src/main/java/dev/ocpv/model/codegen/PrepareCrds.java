package dev.ocpv.model.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Turns each CRD file into two things: compact JSON for the catalogue, and what the Java generator is to see of it.
 *
 * <p>Arguments: folder of CRD files, folder of release tables, folder for the generator, folder for the JSON,
 * folder of generated sources (emptied), folder of types that no cluster serves.
 */
public final class PrepareCrds {
    private final ObjectMapper yaml = new YAMLMapper();
    private final ObjectMapper json = new ObjectMapper();
    private final StringBuilder index = new StringBuilder();
    private final ReleaseHistory history;

    private PrepareCrds(ReleaseHistory history) {
        this.history = history;
    }

    /** Runs the step. */
    public static void main(String[] args) throws IOException {
        KeptFiles.deleteAll(Path.of(args[4]));
        var step = new PrepareCrds(ReleaseHistory.read(Path.of(args[1])));
        for (Path file : filesIn(Path.of(args[0]))) {
            step.prepare(file, Path.of(args[2]), Path.of(args[3]));
        }
        for (Path file : filesIn(Path.of(args[5]))) {
            step.prepareTypes(file, Path.of(args[2]));
        }
        write(Path.of(args[3]).resolve("index.tsv"), step.index.toString());
    }

    private void prepare(Path file, Path forGenerator, Path forCatalogue) throws IOException {
        var crd = (ObjectNode) yaml.readTree(Files.readString(file));
        var name = crd.at("/metadata/name").asText();
        index.append(indexLine(name, crd.path("spec")));
        write(forCatalogue.resolve(name + ".json"), json.writeValueAsString(crd));

        history.addRemovedFields(name, crd);
        new JavaView(name).apply(crd);
        write(forGenerator.resolve(name + ".yaml"), json.writeValueAsString(crd));
    }

    private void prepareTypes(Path file, Path forGenerator) throws IOException {
        var types = (ObjectNode) yaml.readTree(Files.readString(file));
        var name = types.at("/metadata/name").asText();
        new JavaView(name).apply(types);
        write(forGenerator.resolve(name + ".yaml"), json.writeValueAsString(types));
    }

    private static String indexLine(String name, JsonNode spec) {
        var names = spec.path("names");
        var words = new ArrayList<String>();
        List.of("kind", "plural", "singular")
                .forEach(key -> words.add(names.path(key).asText()));
        names.path("shortNames").forEach(word -> words.add(word.asText()));
        var lowerCase = words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return String.join(
                        "\t",
                        name,
                        spec.path("group").asText(),
                        names.path("kind").asText(),
                        String.join(",", lowerCase))
                + "\n";
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Leaves an unchanged file alone, so that nothing behind it is built again. */
    static void write(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
