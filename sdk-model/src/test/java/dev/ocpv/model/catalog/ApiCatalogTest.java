package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiCatalogTest {
    private static final String HCO = "hyperconvergeds.hco.kubevirt.io";

    private final ApiCatalog catalog = ApiCatalog.load();

    @ParameterizedTest
    @CsvSource({"OCP_4_17, 800", "OCP_4_18, 150", "OCP_4_22, 150"})
    void a_default_is_the_one_of_the_release(Release release, int expected) {
        var found = catalog.defaultOf(HCO, "v1beta1", "spec.liveMigrationConfig.completionTimeoutPerGiB", release);

        assertThat(found).contains(expected);
    }

    @Test
    void a_field_that_came_later_is_missing_before() {
        var path = "spec.CommonInstancetypesDeployment";

        assertThat(catalog.schema(HCO, "v1beta1", path, Release.OCP_4_17)).isEmpty();
        assertThat(catalog.schema(HCO, "v1beta1", path, Release.OCP_4_18)).isPresent();
    }

    @Test
    void v1_of_hyperconverged_is_served_from_4_22_on() {
        assertThat(catalog.servedVersions(HCO, Release.OCP_4_21)).containsExactly("v1beta1");
        assertThat(catalog.servedVersions(HCO, Release.OCP_4_22)).containsExactly("v1beta1", "v1");
    }

    @ParameterizedTest
    @EnumSource
    void every_definition_exists_at_every_release(Release release) {
        for (String name : catalog.crdNames()) {
            var crd = catalog.crd(name, release);

            assertThat(crd).containsEntry("kind", "CustomResourceDefinition");
            assertThat(catalog.servedVersions(name, release)).isNotEmpty();
        }
    }

    @Test
    void lists_and_maps_may_be_stepped_over_silently() {
        var hpp = "hostpathprovisioners.hostpathprovisioner.kubevirt.io";

        var exact = catalog.schema(hpp, "v1beta1", "spec.storagePools[].path", Release.OCP_4_20);
        var loose = catalog.schema(hpp, "v1beta1", "spec.storagePools.path", Release.OCP_4_20);

        assertThat(exact).isPresent().isEqualTo(loose);
    }

    @Test
    void a_definition_comes_as_json_and_as_yaml() {
        var name = catalog.crdNameOf("NetworkAttachmentDefinition").orElseThrow();

        assertThat(Trees.parse(catalog.crdJson(name, Release.OCP_4_17)))
                .isEqualTo(Trees.parse(catalog.crdYaml(name, Release.OCP_4_17)))
                .isEqualTo(catalog.crd(name, Release.OCP_4_17));
    }

    @Test
    void nobody_can_change_what_the_catalogue_gave_out() {
        Map<String, Object> crd = catalog.crd(HCO, Release.OCP_4_17);

        assertThatThrownBy(() -> Trees.mapAt(crd, "spec").put("group", "other"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void an_unknown_definition_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> catalog.crd("nodes", Release.OCP_4_17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nodes'")
                .hasMessageContaining(HCO);
    }

    @ParameterizedTest
    @CsvSource({"4.17, OCP_4_17", "4.17.9, OCP_4_17", "4.22.0-rc.1, OCP_4_22"})
    void a_release_is_found_by_its_version(String version, Release expected) {
        assertThat(Release.of(version)).contains(expected);
    }

    @Test
    void a_version_outside_the_catalogue_is_no_release() {
        assertThat(Release.of("4.1")).isEmpty();
        assertThat(Release.of("4.170")).isEmpty();
    }
}
