package dev.ocpv.testkit.server.smd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import org.junit.jupiter.api.Test;

class FieldManagerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOW = "2026-01-01T10:00:00Z";
    private static final SmdSchema SCHEMA = SmdSchema.compile(StructuralSchema.compile(json("""
                    {"type":"object","properties":{"spec":{"type":"object","properties":{
                      "title":{"type":"string"},"size":{"type":"integer"},
                      "tags":{"type":"object","additionalProperties":{"type":"string"}},
                      "zones":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
                      "items":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
                        "items":{"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"}}}}
                    }}}}"""), 35));
    private static final FieldManager MANAGER = new FieldManager(
            new FieldManager.Target(
                    "g/v1", "Gadget", "", PathSet.ofFields("status"), VersionConverter.only("g/v1", SCHEMA)),
            absent());

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode gadget(String spec) {
        return json(
                "{\"apiVersion\":\"g/v1\",\"kind\":\"Gadget\",\"metadata\":{\"name\":\"a\"},\"spec\":" + spec + "}");
    }

    private static ObjectNode absent() {
        return json("{\"apiVersion\":\"g/v1\",\"kind\":\"Gadget\"}");
    }

    private static ObjectNode applied(ObjectNode live, String spec, String manager) {
        return MANAGER.apply(live, gadget(spec), manager, false, NOW).object();
    }

    private static JsonNode entry(ObjectNode object, int index) {
        return object.path("metadata").path("managedFields").path(index);
    }

    @Test
    void an_apply_owns_what_it_says() {
        var object = applied(absent(), "{\"title\":\"t\",\"tags\":{\"k\":\"v\"}}", "alice");

        assertThat(entry(object, 0)).isEqualTo(json("""
                                {"apiVersion":"g/v1","fieldsType":"FieldsV1","manager":"alice","operation":"Apply",
                                 "time":"2026-01-01T10:00:00Z",
                                 "fieldsV1":{"f:spec":{"f:tags":{"f:k":{}},"f:title":{}}}}"""));
    }

    @Test
    void a_field_of_another_applier_is_a_conflict_unless_forced() {
        var live = applied(absent(), "{\"title\":\"t\"}", "alice");

        assertThatThrownBy(() -> applied(live, "{\"title\":\"u\"}", "bob"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("Apply failed with 1 conflict: conflict with \"alice\": .spec.title");
        var forced = MANAGER.apply(live, gadget("{\"title\":\"u\"}"), "bob", true, NOW);
        assertThat(forced.object().path("spec").path("title").asText()).isEqualTo("u");
        assertThat(forced.object().path("metadata").path("managedFields")).hasSize(1);
    }

    @Test
    void what_an_applier_drops_is_removed_unless_another_owns_it() {
        var live = applied(absent(), "{\"title\":\"t\",\"size\":1}", "alice");
        var shared = applied(live, "{\"size\":1}", "bob");

        var dropped = applied(shared, "{}", "alice");

        assertThat(dropped.path("spec")).isEqualTo(json("{\"size\":1}"));
    }

    @Test
    void lists_are_merged_by_key_and_by_value() {
        var live = applied(absent(), "{\"zones\":[\"a\",\"b\"],\"items\":[{\"name\":\"x\",\"value\":\"1\"}]}", "alice");

        var both = applied(live, "{\"zones\":[\"c\",\"a\"],\"items\":[{\"name\":\"y\"},{\"name\":\"x\"}]}", "bob");

        assertThat(both.path("spec"))
                .isEqualTo(
                        json(
                                "{\"zones\":[\"c\",\"a\",\"b\"],\"items\":[{\"name\":\"y\"},{\"name\":\"x\",\"value\":\"1\"}]}"));
    }

    @Test
    void an_update_takes_over_what_it_changes() {
        var live = applied(absent(), "{\"title\":\"t\",\"size\":1}", "alice");
        var next = live.deepCopy();
        next.withObject("spec").put("title", "u").remove("size");

        var updated = MANAGER.update(live, next, "tool", NOW);

        assertThat(updated.path("metadata").path("managedFields")).hasSize(1);
        assertThat(entry(updated, 0).path("manager").asText()).isEqualTo("tool");
        assertThat(entry(updated, 0).path("fieldsV1")).isEqualTo(json("{\"f:spec\":{\"f:title\":{}}}"));
    }

    @Test
    void an_unknown_field_does_not_fit_the_type() {
        assertThatThrownBy(() -> applied(absent(), "{\"colour\":\"red\"}", "alice"))
                .isInstanceOf(TypingException.class)
                .hasMessage("failed to create typed patch object (/a; g/v1, Kind=Gadget): "
                        + ".spec.colour: field not declared in schema");
    }

    @Test
    void repeating_an_apply_changes_nothing() {
        var live = applied(absent(), "{\"title\":\"t\"}", "alice");

        var again = MANAGER.apply(live, gadget("{\"title\":\"t\"}"), "alice", false, "2026-01-01T10:01:00Z");

        assertThat(again.changed()).isFalse();
        assertThat(again.object()).isEqualTo(live);
    }

    @Test
    void the_eleventh_updater_folds_the_oldest() {
        var object = gadget("{}");
        object = MANAGER.update(null, object, "m00", NOW);
        for (int i = 1; i <= 11; i++) {
            var next = object.deepCopy();
            next.withObject("metadata").put("uid", "u");
            next.withObject("spec").withObject("tags").put("t" + i, "x");
            object = MANAGER.update(object, next, "m%02d".formatted(i), "2026-01-01T10:00:%02dZ".formatted(i));
        }

        var managers = object.path("metadata").path("managedFields").findValuesAsText("manager");

        assertThat(managers).hasSize(10).contains("ancient-changes", "m11").doesNotContain("m01");
    }

    @Test
    void fields_of_an_unknown_kind_are_left_out_and_what_is_no_object_is_refused() {
        var read = PathSet.fromFieldsV1(json("{\"f:spec\":{\"f:a\":{},\"z:b\":{\"f:c\":{}}},\"z:d\":{}}"));

        assertThat(read.toFieldsV1()).isEqualTo(json("{\"f:spec\":{\"f:a\":{}}}"));
        assertThatThrownBy(() -> PathSet.fromFieldsV1(json("{\"f:spec\":\"text\"}")))
                .isInstanceOf(MalformedFieldsException.class);
    }

    @Test
    void a_path_shows_a_key_as_it_is_written() {
        var live = applied(absent(), "{\"items\":[{\"name\":\"<&>\",\"value\":\"1\"}]}", "alice");

        assertThatThrownBy(() -> applied(live, "{\"items\":[{\"name\":\"<&>\",\"value\":\"2\"}]}", "bob"))
                .hasMessage("Apply failed with 1 conflict: conflict with \"alice\": .spec.items[name=\"<&>\"].value");
    }
}
