package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Secrets: what is written as text is kept encoded; well-known types need their keys. */
final class SecretStrategy extends BuiltinStrategy {
    SecretStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        JsonNode texts = object.remove("stringData");
        if (texts == null) {
            return;
        }
        ObjectNode data = Json.objectAt(object, "data");
        texts.properties()
                .forEach(text -> data.put(
                        text.getKey(),
                        Base64.getEncoder()
                                .encodeToString(text.getValue().asText().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        if (Json.textAt(object, "type").isEmpty()) {
            object.set("type", old.path("type"));
        }
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        JsonNode data = object.path("data");
        data.fieldNames()
                .forEachRemaining(
                        key -> NameRules.configKey(key).forEach(p -> errors.invalid("data[" + key + "]", key, p)));
        if (ConfigMapStrategy.size(data) > ConfigMapStrategy.LIMIT) {
            errors.tooLong("data", ConfigMapStrategy.LIMIT);
        }
        switch (Json.textAt(object, "type")) {
            case "kubernetes.io/tls" -> {
                need(data, "tls.crt", errors);
                need(data, "tls.key", errors);
            }
            case "kubernetes.io/dockerconfigjson" -> json(data, ".dockerconfigjson", errors);
            case "kubernetes.io/dockercfg" -> json(data, ".dockercfg", errors);
            case "kubernetes.io/ssh-auth" -> {
                if (Json.textAt(data, "ssh-privatekey").isEmpty()) {
                    errors.required("data[ssh-privatekey]", "");
                }
            }
            case "kubernetes.io/basic-auth" -> {
                if (!data.has("username") && !data.has("password")) {
                    need(data, "username", errors);
                    need(data, "password", errors);
                }
            }
            case "kubernetes.io/service-account-token" -> {
                String path = "metadata.annotations[kubernetes.io/service-account.name]";
                if (Json.textAt(object, "metadata", "annotations", "kubernetes.io/service-account.name")
                        .isEmpty()) {
                    errors.required(path, "");
                }
            }
            default -> {}
        }
    }

    private static void need(JsonNode data, String key, FieldErrors errors) {
        if (!data.has(key)) {
            errors.required("data[" + key + "]", "");
        }
    }

    /** What a registry's credentials are kept in must be an object; what is wrong with it is told, not what it is. */
    private static void json(JsonNode data, String key, FieldErrors errors) {
        need(data, key, errors);
        if (!data.has(key)) {
            return;
        }
        String problem = "";
        try {
            JsonNode read = JsonReader.read(decoded(data, key));
            if (read.isArray() || read.isTextual() || read.isNumber() || read.isBoolean()) {
                String seen =
                        read.isArray() ? "array" : read.isTextual() ? "string" : read.isNumber() ? "number" : "bool";
                problem = "json: cannot unmarshal " + seen + " into Go value of type map[string]interface {}";
            }
        } catch (JsonReader.MalformedException e) {
            problem = String.valueOf(e.getMessage());
        }
        if (!problem.isEmpty()) {
            errors.invalid("data[" + key + "]", "<secret contents redacted>", problem);
        }
    }

    private static byte[] decoded(JsonNode data, String key) {
        return Base64.getDecoder().decode(data.path(key).asText());
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        boolean changed = old == null || !old.path("data").equals(object.path("data"));
        if (!changed || !Json.textAt(object, "type").equals("kubernetes.io/tls")) {
            return;
        }
        JsonNode data = object.path("data");
        String problem = KeyPairs.problem(
                new String(decoded(data, "tls.crt"), StandardCharsets.ISO_8859_1),
                new String(decoded(data, "tls.key"), StandardCharsets.ISO_8859_1));
        if (!problem.isEmpty()) {
            call.warn(problem);
        }
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        if (!object.path("type").equals(old.path("type"))) {
            errors.invalid("type", object.path("type"), "field is immutable");
        }
        ConfigMapStrategy.immutable(object, old, errors, "data");
        validateCreate(call, object, errors);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of("type", object -> Json.textAt(object, "type"));
    }
}
