package dev.ocpv.testkit.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class PruneAndDefaultTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final StructuralSchema SCHEMA = StructuralSchema.compile(json("""
                    {"type":"object","properties":{"spec":{"type":"object","default":{},"properties":{
                      "color":{"type":"string","default":"white"},
                      "note":{"type":"string","nullable":true},
                      "plain":{"type":"string"},
                      "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true,
                              "properties":{"box":{"type":"object","properties":{"a":{"type":"string"}}}}},
                      "loose":{"type":"object","additionalProperties":true},
                      "rows":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer","default":1}}}}
                    }}}}"""), 35);

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void unknown_fields_go_and_are_named_in_order() {
        var object = json(
                "{\"kind\":\"K\",\"metadata\":{\"x\":1},\"spec\":{\"zz\":1,\"color\":\"red\",\"rows\":[{\"q\":1}]}}");

        var unknown = Pruner.prune(object, SCHEMA);

        assertThat(unknown).containsExactly("spec.rows[0].q", "spec.zz");
        assertThat(object)
                .isEqualTo(json("{\"kind\":\"K\",\"metadata\":{\"x\":1},\"spec\":{\"color\":\"red\",\"rows\":[{}]}}"));
    }

    @Test
    void below_a_preserved_object_declared_parts_still_prune() {
        var object = json(
                "{\"spec\":{\"free\":{\"any\":{\"x\":1},\"box\":{\"a\":\"b\",\"c\":1}},\"loose\":{\"k\":{\"d\":1}}}}");

        var unknown = Pruner.prune(object, SCHEMA);

        assertThat(unknown).containsExactly("spec.free.box.c", "spec.loose.k.d");
        assertThat(object)
                .isEqualTo(
                        json("{\"spec\":{\"free\":{\"any\":{\"x\":1},\"box\":{\"a\":\"b\"}},\"loose\":{\"k\":{}}}}"));
    }

    @Test
    void an_absent_object_with_a_default_gets_the_whole_tree() {
        var object = json("{}");

        Defaulter.nullsAndDefaults(object, SCHEMA);

        assertThat(object).isEqualTo(json("{\"spec\":{\"color\":\"white\"}}"));
    }

    @Test
    void null_takes_the_default_or_goes_or_stays() {
        var object = json("{\"spec\":{\"color\":null,\"note\":null,\"plain\":null,\"rows\":[{\"n\":null}]}}");

        Defaulter.nullsAndDefaults(object, SCHEMA);

        assertThat(object).isEqualTo(json("{\"spec\":{\"color\":\"white\",\"note\":null,\"rows\":[{\"n\":1}]}}"));
    }
}
