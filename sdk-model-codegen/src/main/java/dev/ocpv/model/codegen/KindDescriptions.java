package dev.ocpv.model.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the definitions say of each kind as a whole, which the Java generator leaves out. */
final class KindDescriptions {
    private final Map<String, String> texts = new HashMap<>();

    private KindDescriptions() {}

    static KindDescriptions read(Path definitions) throws IOException {
        var descriptions = new KindDescriptions();
        try (Stream<Path> files = Files.list(definitions)) {
            for (Path file : files.sorted().toList()) {
                descriptions.add(
                        new YAMLMapper().readTree(Files.readString(file)).path("spec"));
            }
        }
        return descriptions;
    }

    private void add(JsonNode spec) {
        var kind = spec.at("/names/kind").asText();
        for (JsonNode version : spec.path("versions")) {
            texts.put(
                    version.path("name").asText() + "." + kind,
                    version.at("/schema/openAPIV3Schema/description").asText());
        }
    }

    /** {@return the text for a resource, whose package ends with its version} */
    String of(GeneratedClass resource) {
        var name = resource.qualifiedName();
        var version = name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1;
        return texts.getOrDefault(name.substring(version), "");
    }
}
