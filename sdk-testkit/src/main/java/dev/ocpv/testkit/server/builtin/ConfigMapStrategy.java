package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.nio.charset.StandardCharsets;

/** ConfigMaps: their keys are file names, and some may no longer change. */
class ConfigMapStrategy extends BuiltinStrategy {
    static final long LIMIT = 1024 * 1024;

    ConfigMapStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        for (String field : new String[] {"data", "binaryData"}) {
            object.path(field).fieldNames().forEachRemaining(key -> {
                String path = field + "[" + key + "]";
                NameRules.configKey(key).forEach(p -> errors.invalid(path, key, p));
                if (field.equals("data") && object.path("binaryData").has(key)) {
                    errors.invalid(path, key, "duplicate of key present in binaryData");
                }
            });
        }
        long size = size(object.path("binaryData"));
        for (JsonNode text : object.path("data")) {
            size += text.asText().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > LIMIT) {
            errors.tooLong("[]", LIMIT);
        }
    }

    /** {@return how many bytes stand in values that are kept encoded} */
    static long size(JsonNode encoded) {
        long size = 0;
        for (JsonNode value : encoded) {
            String text = value.asText();
            int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
            size += text.length() / 4 * 3L - padding;
        }
        return size;
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        immutable(object, old, errors, "data", "binaryData");
        validateCreate(call, object, errors);
    }

    static void immutable(ObjectNode object, ObjectNode old, FieldErrors errors, String... fields) {
        if (!old.path("immutable").asBoolean()) {
            return;
        }
        String why = "field is immutable when `immutable` is set";
        if (!object.path("immutable").asBoolean()) {
            errors.forbidden("immutable", why);
        }
        for (String field : fields) {
            JsonNode now = object.path(field);
            JsonNode was = old.path(field);
            if (!(Json.isEmpty(now) && Json.isEmpty(was)) && !now.equals(was)) {
                errors.forbidden(field, why);
            }
        }
    }
}
