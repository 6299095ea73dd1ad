package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares every field of every definition at every release with what was observed of the upstream definitions. */
class ReleaseFactsTest {
    private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
    private static final Set<String> STRUCTURE = Set.of(
            "properties",
            "items",
            "additionalProperties",
            "required",
            "description",
            "anyOf",
            "x-kubernetes-validations");

    private final ApiCatalog catalog = ApiCatalog.load();
    private final ReleaseTables tables = ReleaseTables.load();

    @ParameterizedTest
    @EnumSource
    void every_field_is_as_observed(Release release) throws IOException {
        var differences = new ArrayList<String>();
        int fields = 0;

        for (String line : facts(release)) {
            var cells = line.split("\t", -1);
            var expected = Trees.map(Trees.parse(cells[3]));
            var cut = expected.remove("cut") != null;
            if (cut) {
                expected.remove(PRESERVE);
            }
            var actual = cells[2].isEmpty()
                    ? version(cells[0], cells[1], release)
                    : field(cells[0], cells[1], cells[2], release, cut);
            if (!expected.equals(actual)) {
                differences.add("%s %s %s\n  observed %s\n  ours     %s"
                        .formatted(cells[0], cells[1], cells[2], expected, actual));
            }
            fields++;
        }

        assertThat(fields).isGreaterThan(7000);
        assertThat(differences).isEmpty();
    }

    private Map<String, Object> version(String crd, String name, Release release) {
        var version = Trees.listAt(Trees.mapAt(catalog.crd(crd, release), "spec"), "versions").stream()
                .map(Trees::map)
                .filter(candidate -> name.equals(candidate.get("name")))
                .findFirst()
                .orElseThrow();
        var subresources = Trees.child(version, "subresources");
        var row = new HashMap<String, Object>();
        row.put("served", version.get("served"));
        row.put("storage", version.get("storage"));
        row.put("deprecated", version.getOrDefault("deprecated", false));
        row.put("status", subresources != null && subresources.containsKey("status"));
        row.put("columns", ((List<?>) version.getOrDefault("additionalPrinterColumns", List.of())).size());
        var root = Trees.mapAt(Trees.mapAt(version, "schema"), "openAPIV3Schema");
        row.put("fields", count(root) - cutItems(root));
        return row;
    }

    private Map<String, Object> field(String crd, String version, String path, Release release, boolean cut) {
        var located = SchemaPath.of(path.equals(".") ? "" : path)
                .locate(catalog.schema(crd, version, "", release).orElseThrow());
        if (located.isEmpty()) {
            return Map.of("missing", true);
        }
        var schema = located.get().schema();
        var row = new LinkedHashMap<String, Object>();
        schema.forEach((keyword, value) -> {
            if (!STRUCTURE.contains(keyword)) {
                row.put(keyword, value);
            }
        });
        if (cut) {
            row.remove(PRESERVE);
        }
        if (schema.get("x-kubernetes-validations") instanceof List<?> rules) {
            row.put("rules", rules.size());
        }
        if (located.get().required()) {
            row.put("required", true);
        }
        if (new FieldHistory(tables.of(crd), version, path).deprecated(release).isPresent()) {
            row.put("deprecated", true);
        }
        return row;
    }

    private static int count(Map<String, Object> schema) {
        var fields = 1;
        var properties = Trees.child(schema, "properties");
        if (properties != null) {
            for (Object child : properties.values()) {
                fields += count(Trees.map(child));
            }
        }
        for (String keyword : List.of("items", "additionalProperties")) {
            var inner = Trees.child(schema, keyword);
            fields += inner == null ? 0 : count(inner);
        }
        return fields;
    }

    /** Lists whose items were not observed get items of any shape; those are no observed fields. */
    private static int cutItems(Map<String, Object> schema) {
        var cut = 0;
        for (Object child : schema.values()) {
            cut += child instanceof Map<?, ?> inner ? cutItems(Trees.map(inner)) : 0;
        }
        var items = Trees.child(schema, "items");
        return cut + (Map.of("type", "object", PRESERVE, true).equals(items) ? 1 : 0);
    }

    private static List<String> facts(Release release) throws IOException {
        var name = "/facts/" + release.version() + ".tsv.gz";
        var stream = Objects.requireNonNull(ReleaseFactsTest.class.getResourceAsStream(name), name);
        try (var reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
