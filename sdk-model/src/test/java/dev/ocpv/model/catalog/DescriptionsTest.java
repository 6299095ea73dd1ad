package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescriptionsTest {
    /** Kinds that nobody configures by hand here, and of which not every corner is described. */
    private static final Set<String> PARTLY_DESCRIBED =
            Set.of("AAQ", "ClusterServiceVersion", "SSP", "VirtualMachine", "VirtualMachineInstance");

    private final ApiCatalog catalog = ApiCatalog.load();

    @ParameterizedTest
    @EnumSource
    void every_field_that_a_user_sets_is_described(Release release) {
        var bare = new ArrayList<String>();

        for (String crd : catalog.crdNames()) {
            for (String version : catalog.servedVersions(crd, release)) {
                var whole = catalog.explain(plural(crd), version, release);
                if (whole.field().description().isEmpty()) {
                    bare.add(crd + " " + version);
                }
                if (!PARTLY_DESCRIBED.contains(whole.kind())) {
                    whole.field().fields().stream()
                            .filter(field -> !field.name().equals("status"))
                            .forEach(field -> collect(field, crd + " " + version, bare));
                }
            }
        }

        assertThat(bare).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_field_that_the_guide_names_is_described(Release release) throws IOException {
        var bare = new ArrayList<String>();
        int seen = 0;

        for (String line : namedFields()) {
            var cells = line.split("\t", -1);
            var crd = catalog.crdNameOf(cells[0]).orElseThrow();
            for (String version : catalog.servedVersions(crd, release)) {
                var schema = catalog.schema(crd, version, cells[1], release);
                seen += schema.isPresent() ? 1 : 0;
                schema.filter(field -> !field.containsKey("description")).ifPresent(field -> bare.add(version + line));
            }
        }

        assertThat(seen).isGreaterThan(1300);
        assertThat(bare).isEmpty();
    }

    private static void collect(FieldExplanation field, String owner, List<String> bare) {
        if (field.description().isEmpty()) {
            bare.add(owner + " " + field.path());
        }
        field.fields().forEach(child -> collect(child, owner, bare));
    }

    private static String plural(String crd) {
        return crd.substring(0, crd.indexOf('.'));
    }

    private static List<String> namedFields() throws IOException {
        var stream = Objects.requireNonNull(DescriptionsTest.class.getResourceAsStream("/facts/named-fields.tsv.gz"));
        try (var reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
