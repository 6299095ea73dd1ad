package dev.ocpv.testkit.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaValidatorTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final StructuralSchema SCHEMA = schema("""
            {"type":"object","properties":{"spec":{"type":"object","required":["name"],"properties":{
              "name":{"type":"string","maxLength":3,"pattern":"^[a-z]+$"},
              "size":{"type":"integer","minimum":1.5,"maximum":9},
              "mode":{"type":"string","enum":["on","off"]},
              "port":{"x-kubernetes-int-or-string":true},
              "when":{"type":"string","format":"date-time"},
              "one":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},
                     "oneOf":[{"required":["a"]},{"required":["b"]}]},
              "rows":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["id"],
                      "items":{"type":"object","properties":{"id":{"type":"string"},"n":{"type":"integer","minimum":0}}}},
              "words":{"type":"object","additionalProperties":{"type":"string","maxLength":2}}}}}}""");

    private static StructuralSchema schema(String json) {
        return StructuralSchema.compile(json(json), 35);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> messages(String value, @Nullable String old, int minor) {
        return SchemaValidator.validate(json(value), SCHEMA, old == null ? null : json(old), minor).stream()
                .map(e -> e.message(minor))
                .toList();
    }

    @Test
    void a_valid_object_has_no_findings() {
        var value = """
                {"spec":{"name":"abc","size":2,"mode":"on","port":"http","when":"2026-01-01T00:00:00Z","one":{"a":1}}}""";

        assertThat(messages(value, null, 35)).isEmpty();
    }

    @Test
    void only_the_first_string_keyword_that_fails_is_reported() {
        assertThat(messages("{\"spec\":{\"name\":\"ABCD\"}}", null, 35))
                .containsExactly("spec.name: Too long: may not be more than 3 bytes");
        assertThat(messages("{\"spec\":{\"name\":\"ABCD\"}}", null, 30))
                .containsExactly("spec.name: Too long: may not be longer than 3");
    }

    @Test
    void a_fractional_bound_is_cut_for_integers() {
        assertThat(messages("{\"spec\":{\"name\":\"a\",\"size\":1}}", null, 35)).isEmpty();
        assertThat(messages("{\"spec\":{\"name\":\"a\",\"size\":0}}", null, 35))
                .containsExactly("spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1");
    }

    @Test
    void a_wrong_type_also_fails_the_enum() {
        assertThat(messages("{\"spec\":{\"name\":\"a\",\"mode\":1}}", null, 35))
                .containsExactly(
                        "spec.mode: Invalid value: \"integer\": spec.mode in body must be of type string: \"integer\"",
                        "spec.mode: Unsupported value: 1: supported values: \"on\", \"off\"");
    }

    @Test
    void required_enum_and_formats_are_worded_as_the_server_does() {
        assertThat(messages("{\"spec\":{\"mode\":\"maybe\",\"when\":\"soon\"}}", null, 35))
                .containsExactlyInAnyOrder(
                        "spec.name: Required value",
                        "spec.mode: Unsupported value: \"maybe\": supported values: \"on\", \"off\"",
                        "spec.when: Invalid value: \"soon\": spec.when in body must be of type date-time: \"soon\"");
    }

    @Test
    void one_of_tells_the_branch_that_came_nearest() {
        assertThat(messages("{\"spec\":{\"name\":\"a\",\"one\":{}}}", null, 35))
                .containsExactly(
                        "<nil>: Invalid value: \"\": \"spec.one\" must validate one and only one schema (oneOf). Found none valid",
                        "spec.one.a: Required value");
        assertThat(messages("{\"spec\":{\"name\":\"a\",\"one\":{\"a\":1,\"b\":2}}}", null, 35))
                .containsExactly(
                        "<nil>: Invalid value: \"\": \"spec.one\" must validate one and only one schema (oneOf). Found 2 valid alternatives");
    }

    @Test
    void unchanged_invalid_parts_are_forgiven_on_update() {
        var old = "{\"spec\":{\"name\":\"ABC\",\"rows\":[{\"id\":\"x\",\"n\":-1}],\"size\":1}}";
        var next =
                "{\"spec\":{\"name\":\"ABC\",\"rows\":[{\"id\":\"y\",\"n\":-2},{\"id\":\"x\",\"n\":-1}],\"size\":2}}";

        assertThat(messages(next, old, 35))
                .containsExactly(
                        "spec.rows[0].n: Invalid value: -2: spec.rows[0].n in body should be greater than or equal to 0");
    }

    @Test
    void keys_of_maps_stand_in_paths_with_a_dot() {
        assertThat(messages("{\"spec\":{\"name\":\"a\",\"words\":{\"a.b/c\":\"long\"}}}", null, 35))
                .containsExactly("spec.words.a.b/c: Too long: may not be more than 2 bytes");
    }

    @Test
    void compound_values_are_go_syntax_before_1_34_and_json_after() {
        var schema = schema(
                "{\"type\":\"object\",\"properties\":{\"l\":{\"type\":\"array\",\"x-kubernetes-list-type\":\"set\",\"items\":{\"type\":\"object\"}}}}");

        var errors = ListTypes.duplicates(json("{\"l\":[{\"a\":1},{\"a\":1},{\"a\":1}]}"), schema);

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).message(34)).isEqualTo("l[1]: Duplicate value: {\"a\":1}");
        assertThat(errors.get(0).message(33)).isEqualTo("l[1]: Duplicate value: map[string]interface {}{\"a\":1}");
    }
}
