package dev.ocpv.model.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each release changed, by definition. */
final class ReleaseTables {
    private final Map<String, List<Change>> byCrd = new LinkedHashMap<>();

    static ReleaseTables load() {
        var tables = new ReleaseTables();
        for (Release release : Release.values()) {
            text("release/" + release.version() + ".tsv")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> Change.of(release, line))
                    .forEach(change -> tables.byCrd
                            .computeIfAbsent(change.crd(), crd -> new ArrayList<>())
                            .add(change));
        }
        return tables;
    }

    /** {@return the changes of this definition, oldest release first} */
    List<Change> of(String crd) {
        return byCrd.getOrDefault(crd, List.of());
    }

    /** Reads a resource of the model. */
    static String text(String name) {
        try (var stream = ReleaseTables.class.getResourceAsStream("/dev/ocpv/model/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The model jar lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
