package dev.ocpv.model.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreTypesTest {
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "'nodeAffinity podAffinity podAntiAffinity', io.fabric8.kubernetes.api.model.Affinity",
        "'effect key operator tolerationSeconds value', io.fabric8.kubernetes.api.model.Toleration",
        "'matchExpressions matchLabels', io.fabric8.kubernetes.api.model.LabelSelector",
        "'limits requests', io.fabric8.kubernetes.api.model.VolumeResourceRequirements"
    })
    void a_core_type_is_told_by_its_fields(String fields, String type) {
        assertThat(CoreTypes.of(object(fields.split(" ", -1)))).contains(type);
    }

    @Test
    void one_field_more_is_another_type() {
        assertThat(CoreTypes.of(object("matchExpressions", "matchLabels", "name")))
                .isEmpty();
    }

    @Test
    void an_object_without_fields_is_open_and_a_map_is_not() throws IOException {
        assertThat(CoreTypes.of(object())).contains("dev.ocpv.model.OpenObject");
        JsonNode map = json.readTree("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}");
        assertThat(CoreTypes.of(map)).isEmpty();
    }

    private ObjectNode object(String... fields) {
        var object = json.createObjectNode().put("type", "object");
        for (String field : fields) {
            object.withObject("/properties").putObject(field).put("type", "string");
        }
        return object;
    }
}
