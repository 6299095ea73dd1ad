package dev.ocpv.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubectlExplainTest {
    private final ApiCatalog catalog = ApiCatalog.load();

    static List<KubectlTranscript> transcripts() throws IOException {
        return KubectlTranscript.all();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void the_catalogue_prints_what_kubectl_prints_and_more(KubectlTranscript kubectl) {
        var ours = kubectl.ours(catalog);

        assertThat(KubectlTranscript.withoutAdded(ours)).isEqualTo(kubectl.output());
    }
}
