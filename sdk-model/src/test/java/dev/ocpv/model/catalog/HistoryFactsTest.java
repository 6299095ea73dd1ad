package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares what explain tells of the past with every observed coming, going and deprecation of a field or version. */
class HistoryFactsTest {
    private static final ApiCatalog CATALOG = ApiCatalog.load();

    record Observed(String crd, String version, Release release, String path, String change) {

        static Observed parse(String line) {
            var cells = line.split("\t", -1);
            return new Observed(cells[0], cells[1], Release.of(cells[2]).orElseThrow(), cells[3], cells[4]);
        }

        FieldExplanation at(Release when) {
            return CATALOG.explain(crd.substring(0, crd.indexOf('.')) + "." + path, version, when)
                    .field();
        }

        boolean isThere(Release when) {
            return CATALOG.schema(crd, version, path, when).isPresent();
        }

        Release before() {
            return Release.values()[release.ordinal() - 1];
        }
    }

    static Stream<Observed> fields() throws IOException {
        return observed().filter(row -> !row.path().equals("."));
    }

    static Stream<Observed> versions() throws IOException {
        return observed().filter(row -> row.path().equals("."));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void explain_tells_when_a_field_came_went_or_was_deprecated(Observed row) {
        switch (row.change()) {
            case "added" -> {
                assertThat(row.isThere(row.before())).isFalse();
                assertThat(row.at(row.release()).since()).contains(row.release());
            }
            case "removed" -> {
                assertThat(row.isThere(row.release())).isFalse();
                assertThat(row.at(row.before()).removed()).contains(row.release());
            }
            case "deprecated" -> {
                assertThat(row.at(row.release()).deprecated()).contains(row.release());
                assertThat(row.isThere(row.before()) ? row.at(row.before()).deprecated() : Optional.empty())
                        .isEmpty();
            }
            default -> throw new AssertionError(row);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_version_is_served_from_the_release_that_brought_it_until_it_went(Observed row) {
        var comes = row.change().equals("version-appears");

        assertThat(CATALOG.servedVersions(row.crd(), row.release()).contains(row.version()))
                .isEqualTo(comes);
        assertThat(CATALOG.servedVersions(row.crd(), row.before()).contains(row.version()))
                .isEqualTo(!comes);
    }

    private static Stream<Observed> observed() throws IOException {
        try (var stream = Objects.requireNonNull(HistoryFactsTest.class.getResourceAsStream("/facts/changes.tsv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(Observed::parse).toList().stream();
        }
    }
}
