package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows parts of a definition in an error by the names of the server's own types, as it does. */
final class GoDefinitions {
    /** Name, word in the document and kind of each field, in the order of the server's type. */
    private static final List<String> SCHEMA_FIELDS = List.of(
            "ID id text",
            "Schema $schema text",
            "Ref $ref raw",
            "Description description text",
            "Type type text",
            "Nullable nullable flag",
            "Format format text",
            "Title title text",
            "Default default raw",
            "Maximum maximum raw",
            "ExclusiveMaximum exclusiveMaximum flag",
            "Minimum minimum raw",
            "ExclusiveMinimum exclusiveMinimum flag",
            "MaxLength maxLength raw",
            "MinLength minLength raw",
            "Pattern pattern text",
            "MaxItems maxItems raw",
            "MinItems minItems raw",
            "UniqueItems uniqueItems flag",
            "MultipleOf multipleOf raw",
            "Enum enum raw",
            "MaxProperties maxProperties raw",
            "MinProperties minProperties raw",
            "Required required raw",
            "Items items items",
            "AllOf allOf schemas",
            "OneOf oneOf schemas",
            "AnyOf anyOf schemas",
            "Not not schema",
            "Properties properties map",
            "AdditionalProperties additionalProperties either",
            "PatternProperties patternProperties map",
            "Dependencies dependencies raw",
            "AdditionalItems additionalItems either",
            "Definitions definitions map",
            "ExternalDocs externalDocs raw",
            "Example example raw",
            "XPreserveUnknownFields x-kubernetes-preserve-unknown-fields raw",
            "XEmbeddedResource x-kubernetes-embedded-resource flag",
            "XIntOrString x-kubernetes-int-or-string flag",
            "XListMapKeys x-kubernetes-list-map-keys raw",
            "XListType x-kubernetes-list-type raw",
            "XMapType x-kubernetes-map-type raw",
            "XValidations x-kubernetes-validations rules");

    private static final List<String> RULE_FIELDS = List.of(
            "Rule rule text",
            "Message message text",
            "MessageExpression messageExpression text",
            "Reason reason raw",
            "FieldPath fieldPath text",
            "OptionalOldSelf optionalOldSelf raw");
    private static final List<String> COLUMN_FIELDS = List.of(
            "Name name text",
            "Type type text",
            "Format format text",
            "Description description text",
            "Priority priority number",
            "JSONPath jsonPath text");

    private GoDefinitions() {}

    /** {@return a schema as an error shows it} */
    static JsonNode schema(JsonNode schema, int minor) {
        if (minor < 34) {
            return GoText.verbatim("apiextensions.JSONSchemaProps{}");
        }
        return GoText.verbatim(JsonWriter.text(fields(schema, SCHEMA_FIELDS)));
    }

    private static ObjectNode fields(JsonNode source, List<String> table) {
        ObjectNode shown = Json.object();
        for (String line : table) {
            String[] parts = line.split(" ", -1);
            shown.set(parts[0], value(source.path(parts[1]), parts[2]));
        }
        return shown;
    }

    private static JsonNode value(JsonNode value, String kind) {
        boolean absent = value.isMissingNode() || value.isNull();
        return switch (kind) {
            case "text" -> Json.text(value.asText(""));
            case "flag" -> BooleanNode.valueOf(value.asBoolean());
            case "number" -> Json.number(value.asLong());
            default -> absent ? NullNode.getInstance() : compound(value, kind);
        };
    }

    private static JsonNode compound(JsonNode value, String kind) {
        return switch (kind) {
            case "schema" -> fields(value, SCHEMA_FIELDS);
            case "schemas" -> list(value, SCHEMA_FIELDS);
            case "rules" -> list(value, RULE_FIELDS);
            case "map" -> {
                ObjectNode shown = Json.object();
                Map<String, JsonNode> sorted = new TreeMap<>();
                value.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
                sorted.forEach((name, schema) -> shown.set(name, fields(schema, SCHEMA_FIELDS)));
                yield shown;
            }
            case "items" -> {
                ObjectNode shown = Json.object();
                shown.set("Schema", value.isObject() ? fields(value, SCHEMA_FIELDS) : NullNode.getInstance());
                shown.set("JSONSchemas", value.isArray() ? list(value, SCHEMA_FIELDS) : NullNode.getInstance());
                yield shown;
            }
            case "either" -> {
                ObjectNode shown = Json.object();
                shown.put("Allows", value.isObject() || value.asBoolean());
                shown.set("Schema", value.isObject() ? fields(value, SCHEMA_FIELDS) : NullNode.getInstance());
                yield shown;
            }
            default -> value;
        };
    }

    private static JsonNode list(JsonNode items, List<String> table) {
        var shown = Json.array();
        items.forEach(item -> shown.add(fields(item, table)));
        return shown;
    }

    /** {@return versions as an error shows them, without what stands above all of them} */
    static JsonNode versions(DefinitionShape shape, int minor) {
        List<String> shown = new ArrayList<>();
        for (JsonNode version : shape.versions()) {
            shown.add(minor < 34 ? syntax(shape, version) : JsonWriter.text(version(shape, version)));
        }
        String all = minor < 34 ? String.join(", ", shown) : String.join(",", shown);
        return GoText.verbatim(
                minor < 34 ? "[]apiextensions.CustomResourceDefinitionVersion{" + all + "}" : "[" + all + "]");
    }

    private static ObjectNode version(DefinitionShape shape, JsonNode version) {
        ObjectNode shown = Json.object();
        shown.put("Name", Json.textAt(version, "name"));
        for (String flag : List.of("served", "storage", "deprecated")) {
            shown.put(
                    Character.toUpperCase(flag.charAt(0)) + flag.substring(1),
                    version.path(flag).asBoolean());
        }
        shown.set("DeprecationWarning", value(version.path("deprecationWarning"), "raw"));
        JsonNode schema = shape.own(version, "schema");
        shown.set("Schema", NullNode.getInstance());
        if (schema.isObject()) {
            shown.putObject("Schema").set("OpenAPIV3Schema", value(schema.path("openAPIV3Schema"), "schema"));
        }
        shown.set("Subresources", subresources(shape.own(version, "subresources")));
        JsonNode columns = shape.own(version, "additionalPrinterColumns");
        shown.set(
                "AdditionalPrinterColumns", columns.isEmpty() ? NullNode.getInstance() : list(columns, COLUMN_FIELDS));
        JsonNode selectable = shape.own(version, "selectableFields");
        shown.set(
                "SelectableFields",
                selectable.isEmpty() ? NullNode.getInstance() : list(selectable, List.of("JSONPath jsonPath text")));
        return shown;
    }

    private static JsonNode subresources(JsonNode given) {
        if (!given.isObject()) {
            return NullNode.getInstance();
        }
        ObjectNode shown = Json.object();
        shown.set("Status", given.path("status").isObject() ? Json.object() : NullNode.getInstance());
        shown.set(
                "Scale",
                given.path("scale").isObject()
                        ? fields(
                                given.path("scale"),
                                List.of(
                                        "SpecReplicasPath specReplicasPath text",
                                        "StatusReplicasPath statusReplicasPath text",
                                        "LabelSelectorPath labelSelectorPath raw"))
                        : NullNode.getInstance());
        return shown;
    }

    private static String syntax(DefinitionShape shape, JsonNode version) {
        return "apiextensions.CustomResourceDefinitionVersion{Name:" + GoText.quote(Json.textAt(version, "name"))
                + ", Served:" + version.path("served").asBoolean()
                + ", Storage:" + version.path("storage").asBoolean()
                + ", Deprecated:" + version.path("deprecated").asBoolean()
                + ", DeprecationWarning:(*string)(" + GoText.pointer(version.path("deprecationWarning"))
                + "), Schema:(*apiextensions.CustomResourceValidation)(" + GoText.pointer(shape.own(version, "schema"))
                + "), Subresources:(*apiextensions.CustomResourceSubresources)("
                + GoText.pointer(shape.own(version, "subresources"))
                + "), AdditionalPrinterColumns:[]apiextensions.CustomResourceColumnDefinition(nil)"
                + ", SelectableFields:[]apiextensions.SelectableField(nil)}";
    }
}
