package dev.ocpv.testkit.server.crd;

import static dev.ocpv.testkit.server.crd.Things.complaint;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionRulesTest {
    private static final String X = "spec.validation.openAPIV3Schema.properties[spec].properties[x]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | .type: Required value: must not be empty for specified object fields
            {"type":"array"} | .items: Required value: must be specified
            {"type":"string","pattern":"a("} | .pattern: Invalid value: "a(": must be a valid regular expression, but isn't: error parsing regexp: missing closing ): `a(`
            {"type":"integer","anyOf":[{"type":"integer"}]} | .anyOf[0].type: Forbidden: must be empty to be structural
            {"type":"integer","allOf":[{"default":1}]} | .allOf[0].default: Forbidden: must be undefined to be structural
            {"type":"integer","not":{"nullable":true}} | .not.nullable: Forbidden: must be false to be structural
            {"type":"object","oneOf":[{"properties":{"metadata":{}}}]} | .oneOf[0].properties[metadata]: Forbidden: must not be specified in a nested context
            {"type":"object","oneOf":[{"x-kubernetes-validations":[{"rule":"true"}]}]} | .oneOf[0].x-kubernetes-validations: Forbidden: must be empty to be structural
            {"x-kubernetes-int-or-string":true,"x-kubernetes-preserve-unknown-fields":true} | .x-kubernetes-preserve-unknown-fields: Invalid value: true: must be false if x-kubernetes-int-or-string is true
            {"type":"object","x-kubernetes-embedded-resource":true} | .properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields
            {"type":"object","x-kubernetes-embedded-resource":true,"properties":{"kind":{"type":"integer"}}} | .properties[kind].type: Invalid value: "integer": must be string
            {"type":"object","$ref":"#/a"} | .$ref: Forbidden: $ref is not supported
            {"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":{"type":"string"}} | .additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive
            {"type":"array","items":{"type":"string"},"uniqueItems":true} | .uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic
            {"type":"array","items":{"type":"string"},"x-kubernetes-list-map-keys":["a"]} | .x-kubernetes-list-type: Required value: must be map if x-kubernetes-list-map-keys is non-empty
            {"type":"array","items":{"type":"string"},"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["a"]} | .items.type: Invalid value: "string": must be object if parent array's x-kubernetes-list-type is map
            {"type":"array","items":{"type":"string","nullable":true},"x-kubernetes-list-type":"set"} | .items.nullable: Forbidden: cannot be nullable when x-kubernetes-list-type is set
            {"type":"array","items":{"type":"array","items":{"type":"string"},"x-kubernetes-list-type":"set"},"x-kubernetes-list-type":"set"} | .items.x-kubernetes-list-type: Invalid value: "set": must be atomic as item of a list with x-kubernetes-list-type=set
            {"type":"string","x-kubernetes-map-type":"atomic"} | .type: Invalid value: "string": must be object if x-kubernetes-map-type is specified
            {"type":"integer","default":"a"} | .default: Invalid value: "string":  in body must be of type integer: "string"
            {"type":"integer","default":7,"x-kubernetes-validations":[{"rule":"self < 5"}]} | .default: Invalid value: 7: failed rule: self < 5
            {"type":"integer","default":1,"x-kubernetes-validations":[{"rule":"oldSelf.hasValue()","optionalOldSelf":true}]} | .default: Invalid value: 1: failed rule: oldSelf.hasValue()
            """)
    void a_field_that_cannot_be_is_refused(String schema, String complaint) {
        JsonNode answer = new Things(35).define(schema);

        assertThat(complaint(answer)).isEqualTo(X + complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"integer","anyOf":[{"type":"integer"},{"type":"string"}]}
            {"x-kubernetes-int-or-string":true,"allOf":[{"anyOf":[{"type":"integer"},{"type":"string"}]},{"minimum":1}]}
            {"type":"object","oneOf":[{"required":["a"]},{"properties":{"b":{"maximum":3}}}]}
            {"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true}
            {"type":"integer","minimum":5,"maximum":1}
            """)
    void a_field_that_is_odd_but_structural_is_accepted(String schema) {
        JsonNode answer = new Things(35).define(schema);

        assertThat(answer.path("kind").asText()).isEqualTo("CustomResourceDefinition");
    }

    @Test
    void versions_are_shown_by_the_names_of_the_servers_own_types() {
        String twice = Things.version("v1", "\"storage\":true", "{\"type\":\"string\"}");

        assertThat(complaint(new Things(35).defineVersions(twice + "," + twice)))
                .startsWith("[spec.versions: Invalid value: [{\"Name\":\"v1\",\"Served\":true,\"Storage\":true,"
                        + "\"Deprecated\":false,\"DeprecationWarning\":null,\"Schema\":null,\"Subresources\":null,")
                .contains("must contain unique version names");
        assertThat(complaint(new Things(30).defineVersions(twice + "," + twice)))
                .startsWith("[spec.versions: Invalid value: []apiextensions.CustomResourceDefinitionVersion{"
                        + "apiextensions.CustomResourceDefinitionVersion{Name:\"v1\", Served:true, Storage:true,");
    }

    @Test
    void a_version_with_a_schema_of_its_own_is_shown_with_it() {
        String versions = Things.version("v1", "\"storage\":false", "{\"type\":\"string\"}") + ","
                + Things.version("v2", "\"storage\":false", "{\"type\":\"integer\"}");

        assertThat(complaint(new Things(35).defineVersions(versions)))
                .contains("\"Schema\":{\"OpenAPIV3Schema\":{\"ID\":\"\",\"Schema\":\"\",\"Ref\":null,")
                .contains("\"x\":{\"ID\":\"\",\"Schema\":\"\",\"Ref\":null,\"Description\":\"\",\"Type\":\"integer\",");
    }

    @ParameterizedTest
    @CsvSource({"30, must appear in spec.versions", "35, 'missing from spec.versions; v1 was previously'"})
    void a_stored_version_cannot_go(int minor, String words) {
        Things things = new Things(minor);
        things.define("{\"type\":\"string\"}");

        JsonNode answer = Things.json(things.send(
                "PATCH",
                Things.DEFINITIONS + "/things.test.ocpv.dev",
                "{\"spec\":{\"versions\":[" + Things.version("v2", "\"storage\":true", "{\"type\":\"string\"}")
                        + "]}}"));

        assertThat(complaint(answer)).startsWith("status.storedVersions[0]: Invalid value: \"v1\": " + words);
    }

    @Test
    void a_format_that_nobody_checks_is_warned_of_once_when_it_comes() {
        Things things = new Things(35);
        String schema = "{\"type\":\"string\",\"format\":\"no-such\"}";

        var created = things.send(
                "POST",
                Things.DEFINITIONS,
                Things.definition("\"versions\":[" + Things.version("v1", "\"storage\":true", schema) + "]"));
        var changed = things.send(
                "PATCH", Things.DEFINITIONS + "/things.test.ocpv.dev", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");

        assertThat(created.headers().get("Warning")).containsExactly("299 - \"unrecognized format \\\"no-such\\\"\"");
        assertThat(changed.headers()).doesNotContainKey("Warning");
    }

    @Test
    void selectable_fields_are_unknown_to_kubernetes_1_30() {
        String version = Things.version(
                "v1", "\"storage\":true,\"selectableFields\":[{\"jsonPath\":\".spec.x\"}]", "{\"type\":\"string\"}");
        Things old = new Things(30);

        JsonNode stored = old.defineVersions(version);
        JsonNode list = Things.json(old.send("GET", Things.PATH + "?fieldSelector=spec.x%3Da", ""));

        assertThat(stored.path("spec").path("versions").get(0).has("selectableFields"))
                .isFalse();
        assertThat(list.path("message").asText()).isEqualTo("field label not supported: spec.x");
        Things now = new Things(35);
        now.defineVersions(version);
        assertThat(Things.json(now.send("GET", Things.PATH + "?fieldSelector=spec.x%3Da", ""))
                        .path("kind")
                        .asText())
                .isEqualTo("ThingList");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            .spec[x]     | is an invalid path: array notation is not allowed
            spec.x       | is an invalid path: expected [ or . but got: spec
            .spec.y      | is an invalid path: does not refer to a valid field
            .spec        | must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.
            """)
    void a_selectable_field_must_lead_to_a_scalar(String path, String why) {
        JsonNode answer = new Things(35)
                .defineVersions(Things.version(
                        "v1",
                        "\"storage\":true,\"selectableFields\":[{\"jsonPath\":\"" + path + "\"}]",
                        "{\"type\":\"string\"}"));

        assertThat(complaint(answer))
                .isEqualTo("spec.selectableFields[0].jsonPath: Invalid value: \"" + path + "\": " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"strategy":"Webhook"} | [spec.conversion.webhookClientConfig: Required value: required when strategy is set to Webhook, spec.conversion.conversionReviewVersions: Required value]
            {"strategy":"Webhook","webhook":{"clientConfig":{},"conversionReviewVersions":["v1"]}} | spec.conversion.webhookClientConfig: Required value: exactly one of url or service is required
            {"strategy":"Webhook","webhook":{"clientConfig":{"url":"http://a.b/c"},"conversionReviewVersions":["v1"]}} | spec.conversion.webhookClientConfig.url: Invalid value: "http": 'https' is the only allowed URL scheme; desired format: https://host[/path]
            {"strategy":"Webhook","webhook":{"clientConfig":{"service":{"name":"","namespace":"n"}},"conversionReviewVersions":["v1"]}} | spec.conversion.webhookClientConfig.service.name: Required value
            {"strategy":"Webhook","webhook":{"clientConfig":{"service":{"name":"s","namespace":"n","path":"a//b"}},"conversionReviewVersions":["v1"]}} | [spec.conversion.webhookClientConfig.service.path: Invalid value: "a//b": must start with a '/', spec.conversion.webhookClientConfig.service.path: Invalid value: "a//b": segment[0] may not be empty, spec.conversion.webhookClientConfig.service.path: Invalid value: "a//b": segment[1] may not be empty]
            {"strategy":"Webhook","webhook":{"clientConfig":{"url":"https://a.b/c"},"conversionReviewVersions":["v7","v7"]}} | [spec.conversion.conversionReviewVersions[1]: Invalid value: "v7": duplicate version, spec.conversion.conversionReviewVersions: Invalid value: ["v7","v7"]: must include at least one of v1, v1beta1]
            """)
    void a_conversion_webhook_must_be_one_that_can_be_called(String conversion, String complaint) {
        Things things = new Things(35);

        JsonNode answer = Things.json(things.send(
                "POST",
                Things.DEFINITIONS,
                Things.definition("\"conversion\":"
                        + conversion + ",\"versions\":["
                        + Things.version("v1", "\"storage\":true", "{\"type\":\"string\"}") + "]")));

        assertThat(complaint(answer)).isEqualTo(complaint);
    }
}
