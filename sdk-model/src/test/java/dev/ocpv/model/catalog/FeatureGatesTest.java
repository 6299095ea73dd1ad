package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureGatesTest {
    private final ApiCatalog catalog = ApiCatalog.load();

    @ParameterizedTest
    @CsvSource({
        // gate, release, where in v1beta1, where in v1
        "enableCommonBootImageImport, OCP_4_18, spec.featureGates.enableCommonBootImageImport, ''",
        "enableCommonBootImageImport, OCP_4_19, spec.enableCommonBootImageImport, ''",
        "enableCommonBootImageImport, OCP_4_22, spec.enableCommonBootImageImport, spec.workloadSources.enableCommonBootImageImport",
        "deployVmConsoleProxy, OCP_4_22, spec.deployVmConsoleProxy, spec.deployment.deployVmConsoleProxy",
        "enableApplicationAwareQuota, OCP_4_22, spec.enableApplicationAwareQuota, spec.deployment.applicationAwareConfig.enable",
        "alignCPUs, OCP_4_22, spec.featureGates.alignCPUs, spec.featureGates[name=alignCPUs]",
        "persistentReservation, OCP_4_17, spec.featureGates.persistentReservation, ''",
        "withHostPassthroughCPU, OCP_4_22, '', ''"
    })
    void a_switch_is_where_the_release_has_it(String name, Release release, String v1beta1, String v1) {
        var gate = gate(name, release);

        assertThat(gate.v1beta1().orElse("")).isEqualTo(v1beta1);
        assertThat(gate.v1().orElse("")).isEqualTo(v1);
    }

    @ParameterizedTest
    @EnumSource(names = {"OCP_4_21", "OCP_4_22"})
    void gates_and_their_defaults_are_those_that_were_observed(Release release) throws IOException {
        int column = release == Release.OCP_4_21 ? 2 : 4;
        var observed = facts().filter(cells -> !cells[column].equals("(no field)"))
                .collect(Collectors.toMap(cells -> cells[0], cells -> switch (cells[column]) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.<Boolean>empty();
                }));

        var ours = catalog.featureGates(release).stream()
                .collect(Collectors.toMap(
                        FeatureGate::name,
                        gate -> gate.deprecated().isPresent() ? Optional.<Boolean>empty() : gate.enabledByDefault()));

        assertThat(ours).isEqualTo(observed);
    }

    @Test
    void a_deprecated_gate_is_one_that_was_observed_as_such() throws IOException {
        var observed = facts().filter(cells -> cells[3].equals("y")).map(cells -> cells[0]);

        var ours = catalog.featureGates(Release.OCP_4_21).stream()
                .filter(gate -> gate.deprecated().isPresent())
                .map(FeatureGate::name);

        assertThat(ours).containsExactlyInAnyOrderElementsOf(observed.toList());
    }

    @ParameterizedTest
    @EnumSource
    void every_switch_is_a_field_of_the_release(Release release) {
        assertThat(catalog.featureGates(release)).isNotEmpty().allSatisfy(gate -> {
            assertThat(gate.v1beta1().stream()).allMatch(path -> exists("v1beta1", path, release));
            assertThat(gate.v1().stream()).allMatch(path -> exists("v1", path.replaceAll("\\[.*]", ""), release));
        });
    }

    private boolean exists(String version, String path, Release release) {
        return catalog.schema("hyperconvergeds.hco.kubevirt.io", version, path, release)
                .isPresent();
    }

    private FeatureGate gate(String name, Release release) {
        return Objects.requireNonNull(catalog.featureGates(release).stream()
                .collect(Collectors.toMap(FeatureGate::name, Function.identity()))
                .get(name));
    }

    private static Stream<String[]> facts() throws IOException {
        try (var stream =
                Objects.requireNonNull(FeatureGatesTest.class.getResourceAsStream("/facts/featuregates.tsv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).map(line -> line.split("\t", -1)).toList().stream();
        }
    }
}
