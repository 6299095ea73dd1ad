package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExplainTest {
    private final ApiCatalog catalog = ApiCatalog.load();

    @Test
    void a_field_is_explained_in_the_layout_of_kubectl() {
        var text = catalog.explain("hyperconverged.spec.liveMigrationConfig", Release.OCP_4_17)
                .text();

        assertThat(text).startsWith("""
                GROUP:      hco.kubevirt.io
                KIND:       HyperConverged
                VERSION:    v1beta1

                FIELD: liveMigrationConfig <Object>


                DESCRIPTION:
                """);
        assertThat(text).contains("FIELDS:\n  allowAutoConverge\t<boolean>\n").contains("[default 800]");
    }

    @Test
    void types_are_written_as_kubectl_writes_them() {
        var fields = catalog.explain("nncp", Release.OCP_4_17).recursive();

        assertThat(fields)
                .contains("  metadata\t<ObjectMeta>\n", "    nodeSelector\t<map[string]string>\n")
                .contains("    maxUnavailable\t<Object>\n", "    conditions\t<[]Object>\n");
    }

    @Test
    void an_enumeration_lists_its_values() {
        var text =
                catalog.explain("hco.spec.evictionStrategy", Release.OCP_4_17).text();

        assertThat(text).contains("FIELD: evictionStrategy <string>\nENUM:\n    None\n    LiveMigrate\n");
    }

    @Test
    void the_whole_tree_is_listed_when_asked() {
        var text = catalog.explain("hostpathprovisioner.spec", Release.OCP_4_20).recursive();

        assertThat(text).contains("  storagePools\t<[]Object>\n    name\t<string> -required-\n");
    }

    @Test
    void what_kubectl_cannot_say_is_told_as_values_too() {
        var field = catalog.explain("hco.spec.featureGates.enableCommonBootImageImport", "v1beta1", Release.OCP_4_20)
                .field();

        assertThat(field.deprecated()).contains(Release.OCP_4_19);
        assertThat(field.movedTo()).contains("spec.enableCommonBootImageImport");
        assertThat(catalog.explain("hco.spec.enableCommonBootImageImport", Release.OCP_4_20)
                        .field()
                        .since())
                .contains(Release.OCP_4_19);
    }

    @Test
    void the_same_field_is_named_in_the_other_version() {
        var field = catalog.explain("hco.spec.evictionStrategy", "v1beta1", Release.OCP_4_22)
                .field();
        var back = catalog.explain("hco.spec.virtualization.evictionStrategy", Release.OCP_4_22)
                .field();

        assertThat(field.otherVersion()).contains("v1 spec.virtualization.evictionStrategy");
        assertThat(back.otherVersion()).contains("v1beta1 spec.evictionStrategy");
    }

    @Test
    void a_version_that_comes_later_is_named_with_its_release() {
        var text =
                catalog.explain("hco.spec.evictionStrategy", Release.OCP_4_21).text();

        assertThat(text).contains("same as:      v1 spec.virtualization.evictionStrategy (from OpenShift 4.22 on)\n");
    }

    @Test
    void a_number_or_text_is_told_where_kubectl_has_no_type_for_it() {
        var text = catalog.explain("nncp.spec", Release.OCP_4_17).text();

        assertThat(text).containsPattern("maxUnavailable\t<Object>\n(    .*\n)+    \\[integer or string]");
    }

    @Test
    void the_version_is_the_one_that_the_release_prefers() {
        assertThat(catalog.explain("hco", Release.OCP_4_21).version()).isEqualTo("v1beta1");
        assertThat(catalog.explain("hco", Release.OCP_4_22).version()).isEqualTo("v1");
    }

    @Test
    void a_rule_that_guards_a_field_is_named() {
        var guarded = catalog.withRules((crd, version, path) ->
                path.equals("spec.liveMigrationConfig.network") ? List.of("MIG-001") : List.of());

        var text = guarded.explain("hco.spec.liveMigrationConfig.network", Release.OCP_4_17)
                .text();
        var above = guarded.explain("hco.spec.liveMigrationConfig", Release.OCP_4_17)
                .text();

        assertThat(text).contains("AT OPENSHIFT 4.17:\n").contains("guarded by:   MIG-001\n");
        assertThat(above).contains("    [guarded by MIG-001]\n");
    }

    @Test
    void a_rule_of_one_version_guards_the_same_field_of_the_other() {
        var guarded = catalog.withRules((crd, version, path) ->
                version.equals("v1beta1") && path.equals("spec.evictionStrategy") ? List.of("MIG-001") : List.of());

        var field = guarded.explain("hco.spec.virtualization.evictionStrategy", Release.OCP_4_22)
                .field();

        assertThat(field.rules()).containsExactly("MIG-001");
    }

    @Test
    void a_field_of_another_release_is_answered_with_the_releases_that_have_it() {
        assertThatThrownBy(() -> catalog.explain("hco.spec.hypervisors", Release.OCP_4_17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "No field 'spec.hypervisors' in HyperConverged v1beta1 at OpenShift 4.17; it exists at 4.22");
    }

    @Test
    void an_unknown_kind_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> catalog.explain("pod.spec", Release.OCP_4_17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'pod'")
                .hasMessageContaining("HyperConverged");
    }

    @ParameterizedTest
    @FieldSource("dev.ocpv.model.catalog.ExplainPageTest#ASKED")
    void what_the_guide_explains_is_described_here_too(String path) {
        var field = catalog.explain(path, Release.OCP_4_17).field();

        assertThat(field.description()).isNotEmpty();
        assertThat(field.fields())
                .allSatisfy(child ->
                        assertThat(child.description()).as(child.path()).isNotEmpty());
    }
}
