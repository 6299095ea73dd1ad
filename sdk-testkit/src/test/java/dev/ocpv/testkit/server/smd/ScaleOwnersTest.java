package dev.ocpv.testkit.server.smd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleOwnersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ScaleOwners OWNERS =
            new ScaleOwners("g/v1", Map.of("g/v1", List.of("spec", "size", "replicas"), "g/v2", List.of()));
    private static final JsonNode PARENT = json("""
            [{"apiVersion":"g/v1","fieldsType":"FieldsV1","manager":"alice","operation":"Apply",
              "time":"2026-01-01T10:00:00Z","fieldsV1":{"f:spec":{"f:a":{},"f:size":{"f:replicas":{}}}}},
             {"apiVersion":"g/v2","fieldsType":"FieldsV1","manager":"bob","operation":"Apply",
              "time":"2026-01-01T10:00:00Z","fieldsV1":{"f:spec":{"f:b":{}}}}]""");

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void a_scale_shows_who_owns_the_replicas() {
        assertThat(OWNERS.toScale(PARENT)).isEqualTo(json("""
                [{"apiVersion":"autoscaling/v1","fieldsType":"FieldsV1","manager":"alice","operation":"Apply",
                  "time":"2026-01-01T10:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{}}}}]"""));
    }

    @Test
    void whoever_scales_takes_the_replicas_and_has_no_time() {
        var after = OWNERS.toParent(PARENT, json("""
                [{"apiVersion":"autoscaling/v1","fieldsType":"FieldsV1","manager":"hpa","operation":"Update",
                  "subresource":"scale","time":"2026-01-01T11:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{}}}}]"""));

        assertThat(after).isEqualTo(json("""
                [{"apiVersion":"g/v1","fieldsType":"FieldsV1","manager":"alice","operation":"Apply",
                  "time":"2026-01-01T10:00:00Z","fieldsV1":{"f:spec":{"f:a":{}}}},
                 {"apiVersion":"g/v2","fieldsType":"FieldsV1","manager":"bob","operation":"Apply",
                  "time":"2026-01-01T10:00:00Z","fieldsV1":{"f:spec":{"f:b":{}}}},
                 {"apiVersion":"g/v1","fieldsType":"FieldsV1","manager":"hpa","operation":"Update",
                  "subresource":"scale","fieldsV1":{"f:spec":{"f:size":{"f:replicas":{}}}}}]"""));
    }

    @Test
    void replicas_that_nobody_owns_stay_so() {
        assertThat(OWNERS.toScale(NullNode.getInstance())).isNull();
    }
}
