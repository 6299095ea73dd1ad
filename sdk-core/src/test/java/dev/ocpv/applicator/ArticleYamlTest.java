package dev.ocpv.applicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.spec.Spec;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.spec.yaml.DesiredStateYaml;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArticleYamlTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "src", "main", "resources", "post-install.yaml");

    @Test
    void java_and_yaml_say_the_same() {
        var written = ArticleConfiguration.desired();

        var read = DesiredStateYaml.read(EXAMPLE);

        assertThat(read.findings()).isEmpty();
        assertThat(read.specs()).containsExactlyInAnyOrder(written.specs().toArray(Spec[]::new));
    }

    @Test
    void findings_of_rules_can_name_line_and_column() {
        var read = DesiredStateYaml.read(EXAMPLE);
        var profile = read.specs(StorageProfileOverride.class).findFirst().orElseThrow();

        assertThat(read.locate(profile, "claimPropertySets[0].volumeMode"))
                .get()
                .satisfies(location -> assertThat(location.column()).isEqualTo(9));
        assertThat(read.locate(profile, "noSuchField")).isPresent();
    }
}
