package dev.ocpv.model.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "LiveMigrateIfPossible, LIVE_MIGRATE_IF_POSSIBLE",
        "VersionTLS12, VERSION_TLS12",
        "hyperv-direct, HYPERV_DIRECT",
        "802.3ad, V802_3AD",
        "None, NONE",
        "'', EMPTY"
    })
    void a_value_becomes_a_constant(String value, String constant) {
        assertThat(Names.constant(value, new HashSet<>())).isEqualTo(constant);
    }

    @Test
    void values_that_differ_in_case_alone_stay_apart() {
        var taken = new HashSet<String>();

        assertThat(Names.constant("none", taken)).isEqualTo("NONE");
        assertThat(Names.constant("None", taken)).isEqualTo("NONE_");
    }

    @ParameterizedTest
    @CsvSource({"CommonInstancetypesDeployment, commonInstancetypesDeployment", "vlanID, vlanID", "ID, ID"})
    void a_field_starts_with_a_small_letter(String name, String field) {
        assertThat(Names.field(name)).isEqualTo(field);
    }

    @Test
    void text_cannot_end_a_comment() {
        assertThat(Names.javadoc("a */ <b> & @c")).isEqualTo("a *&#47; &lt;b&gt; &amp; &#64;c");
    }
}
