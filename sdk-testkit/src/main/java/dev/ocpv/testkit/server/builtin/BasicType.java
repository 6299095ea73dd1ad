package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The types that are structs in the real server's code and something plainer in JSON. */
enum BasicType {
    TIME("meta.Time", "string", "date-time"),
    MICRO_TIME("meta.MicroTime", "string", "date-time"),
    DURATION("meta.Duration", "string", ""),
    FIELDS("meta.FieldsV1", "object", ""),
    PATCH("meta.Patch", "object", ""),
    QUANTITY("resource.Quantity", "", ""),
    INT_OR_STRING("intstr.IntOrString", "", "int-or-string"),
    RAW("runtime.RawExtension", "object", ""),
    ANY_JSON("apiextensions.JSON", "", ""),
    SCHEMA_OR_ARRAY("apiextensions.JSONSchemaPropsOrArray", "", ""),
    SCHEMA_OR_BOOL("apiextensions.JSONSchemaPropsOrBool", "", ""),
    SCHEMA_OR_TEXTS("apiextensions.JSONSchemaPropsOrStringArray", "", "");

    private final String type;
    private final String json;
    private final String format;

    BasicType(String type, String json, String format) {
        this.type = type;
        this.json = json;
        this.format = format;
    }

    static @Nullable BasicType of(String type) {
        for (BasicType one : values()) {
            if (one.type.equals(type)) {
                return one;
            }
        }
        return null;
    }

    ObjectNode fill(ObjectNode schema) {
        if (this == QUANTITY || this == INT_OR_STRING) {
            var either = schema.putArray("oneOf");
            either.addObject().put("type", "string");
            either.addObject().put("type", this == QUANTITY ? "number" : "integer");
        }
        if (!json.isEmpty()) {
            schema.put("type", json);
        }
        if (!format.isEmpty()) {
            schema.put("format", format);
        }
        return schema;
    }
}
