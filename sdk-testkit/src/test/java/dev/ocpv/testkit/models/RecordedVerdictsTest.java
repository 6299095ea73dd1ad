package dev.ocpv.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.model.catalog.Release;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedVerdictsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiCatalog catalog = ApiCatalog.load();

    @ParameterizedTest
    @EnumSource
    void the_definitions_judge_as_a_real_server_does(Release release) {
        var tally = new Tally();

        RecordedDocuments.of(release, catalog).forEach(recorded -> judge(recorded, release, tally));

        assertThat(tally.documents()).isGreaterThan(1000);
        assertThat(tally.different()).isEmpty();
    }

    private void judge(RecordedDocuments recorded, Release release, Tally tally) {
        JsonNode tree = JSON.valueToTree(
                catalog.schema(recorded.crd(), recorded.version(), "", release).orElseThrow());
        var schema = Verdict.Compiled.of(tree);
        for (var document : recorded.documents()) {
            tally.add(recorded, document, Verdict.of(document.send(), recorded.head(), schema));
        }
    }
}
