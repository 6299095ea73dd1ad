package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescriptionsTest {
    private final ApiCatalog catalog = ApiCatalog.load();

    @ParameterizedTest
    @EnumSource
    void every_field_of_the_main_kinds_is_described(Release release) {
        var bare = new ArrayList<String>();

        for (String kind : List.of("HyperConverged", "HostPathProvisioner", "StorageProfile", "Subscription")) {
            var crd = catalog.crdNameOf(kind).orElseThrow();
            for (String version : catalog.servedVersions(crd, release)) {
                collect(catalog.explain(kind + ".spec", version, release).field(), kind + " " + version, bare);
            }
        }

        assertThat(bare).isEmpty();
    }

    private static void collect(FieldExplanation field, String owner, List<String> bare) {
        if (field.description().isEmpty()) {
            bare.add(owner + " " + field.path());
        }
        field.fields().forEach(child -> collect(child, owner, bare));
    }
}
