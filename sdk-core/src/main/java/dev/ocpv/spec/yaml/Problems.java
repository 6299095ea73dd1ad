package dev.ocpv.spec.yaml;

import dev.ocpv.report.Finding;
import dev.ocpv.report.Location;
import dev.ocpv.report.Place;
import dev.ocpv.report.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one text, and where its fields are. */
final class Problems {
    private final String document;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Location> locations = new HashMap<>();

    Problems(String document) {
        this.document = document;
    }

    void report(YamlCode code, String subject, String path, Node at, String message, String remedy) {
        report(code, subject, path, location(at), message, remedy);
    }

    void report(YamlCode code, String subject, String path, Location at, String message, String remedy) {
        findings.add(
                new Finding(code.code(), Severity.ERROR, new Place(subject, path, Optional.of(at)), message, remedy));
    }

    void remember(String id, String path, Location at) {
        locations.put(path.isEmpty() ? id : id + " " + path, at);
    }

    Location location(Node node) {
        return new Location(document, YamlNode.line(node), YamlNode.column(node));
    }

    Location top() {
        return new Location(document, 1, 1);
    }

    List<Finding> findings() {
        return findings;
    }

    Map<String, Location> locations() {
        return locations;
    }
}
