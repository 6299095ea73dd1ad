package dev.ocpv.applicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.spi.ApplicatorModule;
import dev.ocpv.validate.GuardedFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedFieldsTest {
    private static final ApiCatalog CATALOG = ApiCatalog.load();

    /** Rules about things that have no definition in the catalogue: StorageClasses, and the served API as a whole. */
    private static final Set<String> ABOUT_OTHER_THINGS =
            Set.of("API-010", "STO-001", "STO-002", "STO-003", "STO-004", "STO-005", "STO-006", "STO-025", "STO-027");

    @Test
    void every_rule_guards_a_field_or_something_else() throws IOException {
        var guarding = new TreeSet<String>();
        rows().map(row -> row[3].split(",", -1)).forEach(codes -> guarding.addAll(List.of(codes)));

        var all = new TreeSet<>(guarding);
        all.addAll(ABOUT_OTHER_THINGS);

        assertThat(guarding).doesNotContainAnyElementsOf(ABOUT_OTHER_THINGS);
        assertThat(all).isEqualTo(codesOfAllRules());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_guarded_field_is_one_of_the_api(String crd, String version, String path, String codes) {
        var found = Arrays.stream(Release.values())
                .flatMap(release -> CATALOG.schema(crd, version, metadata(path), release).stream());

        assertThat(found).as("%s %s %s (%s)", crd, version, path, codes).isNotEmpty();
        assertThat(GuardedFields.load().of(crd, version, path)).contains(codes.split(",", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "hco.spec.liveMigrationConfig.network, OCP_4_17, NET-001 NET-006",
        "hco.spec.virtualization.liveMigrationConfig.network, OCP_4_22, NET-001 NET-006",
        "hco.spec.infra, OCP_4_17, ''",
        "storageprofile.spec.claimPropertySets.accessModes, OCP_4_20, STO-010 STO-013 STO-014 STO-015"
    })
    void explain_names_the_rules_of_a_field(String path, Release release, String codes) {
        var field =
                CATALOG.withRules(GuardedFields.load()).explain(path, release).field();

        assertThat(String.join(" ", field.rules())).isEqualTo(codes);
    }

    @Test
    void explain_shows_the_rules_to_people() {
        var catalog = CATALOG.withRules(GuardedFields.load());

        var text = catalog.explain("subscription.spec.config", Release.OCP_4_17).text();

        assertThat(text)
                .contains(
                        "guarded by:   OPR-004\n",
                        "[guarded by OPR-004, PLC-001, PLC-002, PLC-005, PLC-006, PLC-010]\n");
    }

    /** {@return the path that the schema knows; what is below metadata is in no schema} */
    private static String metadata(String path) {
        return path.startsWith("metadata.") ? "metadata" : path;
    }

    static Stream<String[]> rows() throws IOException {
        try (var stream = Objects.requireNonNull(GuardedFields.class.getResourceAsStream("guarded-fields.tsv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(2).map(line -> line.split("\t", -1)).toList().stream();
        }
    }

    private static Set<String> codesOfAllRules() {
        var codes = new ArrayList<String>();
        ServiceLoader.load(ApplicatorModule.class)
                .forEach(module -> module.applicators()
                        .forEach(applicator -> applicator
                                .rules()
                                .forEach(rule -> codes.add(rule.info().code()))));
        return new TreeSet<>(codes);
    }
}
