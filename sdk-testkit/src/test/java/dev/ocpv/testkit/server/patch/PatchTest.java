package dev.ocpv.testkit.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final StructuralSchema SCHEMA = StructuralSchema.compile(json("""
                    {"type":"object","properties":{
                      "list":{"type":"array","x-kubernetes-patch-strategy":"merge","x-kubernetes-patch-merge-key":"name",
                        "items":{"type":"object","properties":{"name":{"type":"string"}}}},
                      "words":{"type":"array","x-kubernetes-patch-strategy":"merge","items":{"type":"string"}},
                      "plain":{"type":"array","items":{"type":"string"}}}}"""), 35);

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"op\":\"add\",\"path\":\"/l/-1\",\"value\":9}] | {\"a\":1,\"l\":[1,2,9]}",
                "[{\"op\":\"replace\",\"path\":\"/b\",\"value\":2}] | {\"a\":1,\"b\":2,\"l\":[1,2]}",
                "[{\"op\":\"copy\",\"from\":\"/none\",\"path\":\"/n\"}] | {\"a\":1,\"l\":[1,2],\"n\":null}",
                "[{\"op\":\"add\",\"path\":\"x/a\",\"value\":5}] | {\"a\":5,\"l\":[1,2]}",
                "[{\"op\":\"test\",\"path\":\"/none\",\"value\":null},{\"op\":\"remove\",\"path\":\"/a\"}] | {\"l\":[1,2]}",
            })
    void json_patch_takes_the_liberties_of_the_server(String patch, String expected) {
        var document = json("{\"a\":1,\"l\":[1,2]}");

        assertThat(JsonPatch.decode(bytes(patch)).apply(document)).isEqualTo(json(expected));
    }

    @Test
    void a_failing_test_refuses_the_whole_patch() {
        var patch = JsonPatch.decode(bytes("[{\"op\":\"test\",\"path\":\"/a\",\"value\":1.0}]"));

        assertThatThrownBy(() -> patch.apply(json("{\"a\":1}")))
                .isInstanceOfSatisfying(
                        PatchException.class,
                        e -> assertThat(e.answer()).isEqualTo(PatchException.Answer.UNPROCESSABLE));
    }

    @Test
    void a_merge_patch_drops_nulls_also_in_new_objects() {
        var patch = MergePatch.decode(bytes("{\"a\":null,\"n\":{\"x\":null,\"y\":[null,{\"z\":null}]}}"));

        assertThat(patch.apply(json("{\"a\":1}"))).isEqualTo(json("{\"n\":{\"y\":[null,{}]}}"));
    }

    @Test
    void duplicate_keys_are_remembered() {
        assertThat(MergePatch.decode(bytes("{\"a\":{\"b\":1,\"b\":2}}")).strictErrors())
                .containsExactly("duplicate field \"a.b\"");
    }

    @Test
    void what_is_no_patch_is_a_bad_request_in_the_words_of_a_go_decoder() {
        assertThatThrownBy(() -> JsonPatch.decode(bytes("{}")))
                .hasMessage(
                        "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
        assertThatThrownBy(() -> MergePatch.decode(bytes("data: {k: v}")))
                .hasMessage("error decoding patch: invalid character 'd' looking for beginning of value");
        assertThatThrownBy(() -> MergePatch.decode(bytes("{\"data\": ")))
                .hasMessage("error decoding patch: unexpected end of JSON input");
    }

    @Test
    void strategic_merge_puts_new_items_first_and_merges_by_key() {
        var patch = StrategicMergePatch.decode(
                bytes("{\"list\":[{\"name\":\"new\"},{\"name\":\"b\",\"v\":2}],\"words\":[\"z\"],\"plain\":[\"z\"]}"));
        var document =
                json("{\"list\":[{\"name\":\"a\"},{\"name\":\"b\",\"v\":1}],\"words\":[\"y\"],\"plain\":[\"y\"]}");

        assertThat(patch.apply(document, SCHEMA)).isEqualTo(json("""
                                {"list":[{"name":"new"},{"name":"a"},{"name":"b","v":2}],
                                 "words":["z","y"],"plain":["z"]}"""));
    }

    @Test
    void strategic_merge_knows_its_directives() {
        var patch = StrategicMergePatch.decode(bytes("""
                {"list":[{"name":"a","$patch":"delete"}],"$deleteFromPrimitiveList/words":["x"]}"""));
        var document = json("{\"list\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"words\":[\"x\",\"y\"]}");

        assertThat(patch.apply(document, SCHEMA)).isEqualTo(json("{\"list\":[{\"name\":\"b\"}],\"words\":[\"y\"]}"));
    }
}
