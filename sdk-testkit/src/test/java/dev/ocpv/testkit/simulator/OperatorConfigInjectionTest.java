package dev.ocpv.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorConfigInjectionTest {

    private static final int RECORDED = 466;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    @Test
    void every_recorded_config_makes_the_template_that_olm_made() {
        var rows = Recordings.rows("olm-config");

        assertThat(rows).hasSize(RECORDED).allSatisfy(row -> {
            var made = tree(inject(row));
            var what = row.get("what").asText() + " " + row.get("config");
            assertThat(template(made)).as(what).isEqualTo(canonical(row.get("template")));
            assertThat(made.at("/metadata/annotations"))
                    .as(what)
                    .isEqualTo(canonical(row).path("annotations"));
        });
    }

    @Test
    void original_is_left_alone() {
        var row = Recordings.rows("olm-config").stream()
                .filter(r -> r.get("what").asText().equals("placed: nodeSelector 2"))
                .findFirst()
                .orElseThrow();
        var original = read(row.get("deployment"), Deployment.class);

        var made = OperatorConfigInjection.inject(original, read(row.get("config"), OperatorConfig.class));

        assertThat(original)
                .isEqualTo(read(row.get("deployment"), Deployment.class))
                .isNotEqualTo(made);
    }

    @Test
    void empty_pod_anti_affinity_takes_the_whole_affinity_away() {
        var config = "{\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"
                + "{\"nodeSelectorTerms\":[]}},\"podAntiAffinity\":{}}}";
        var placed = Recordings.rows("olm-config").stream()
                .filter(r -> r.get("what").asText().equals("placed: no config"))
                .findFirst()
                .orElseThrow();

        var made = OperatorConfigInjection.inject(
                read(placed.get("deployment"), Deployment.class),
                SERIALIZATION.unmarshal(config, OperatorConfig.class));

        assertThat(made.getSpec().getTemplate().getSpec().getAffinity())
                .isNotEqualTo(new Affinity())
                .isNull();
    }

    private static Deployment inject(JsonNode row) {
        var config = row.get("config").isNull() ? OperatorConfig.NONE : read(row.get("config"), OperatorConfig.class);
        return OperatorConfigInjection.inject(read(row.get("deployment"), Deployment.class), config);
    }

    private static <T> T read(JsonNode node, Class<T> type) {
        return SERIALIZATION.unmarshal(node.toString(), type);
    }

    private static JsonNode tree(Object object) {
        try {
            return JSON.readTree(SERIALIZATION.asJson(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template as the recordings have it: without the labels, which no config touches. */
    private static JsonNode template(JsonNode deployment) {
        var template = JSON.createObjectNode();
        var annotations = deployment.at("/spec/template/metadata/annotations");
        if (!annotations.isMissingNode()) {
            template.set("annotations", annotations);
        }
        template.set("spec", deployment.at("/spec/template/spec"));
        return canonical(template);
    }

    /** Go writes {@code resources: {}} for none, and no empty map or list elsewhere. */
    private static JsonNode canonical(JsonNode node) {
        var copy = node.deepCopy();
        copy.findParents("resources").forEach(parent -> dropIfEmpty((ObjectNode) parent, "resources"));
        copy.findParents("annotations").forEach(parent -> dropIfEmpty((ObjectNode) parent, "annotations"));
        return tree(SERIALIZATION.unmarshal(copy.toString(), Map.class));
    }

    private static void dropIfEmpty(ObjectNode parent, String field) {
        if (parent.get(field).isEmpty()) {
            parent.remove(field);
        }
    }
}
