package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Requests for certificates: who made one stands in it, and only paths of their own approve or sign it. */
final class SigningStrategy extends BuiltinStrategy {
    private static final List<String> DECISIONS = List.of("Approved", "Denied");

    SigningStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public List<String> nameProblems(String name, boolean prefix) {
        return List.of();
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of("spec.signerName", object -> Json.textAt(object, "spec", "signerName"));
    }

    @Override
    Set<String> resetFields(String subresource) {
        return switch (subresource) {
            case "status" -> Set.of("spec", "status.conditions");
            case "approval" -> Set.of("spec", "status.certificate");
            default -> Set.of("spec", "status");
        };
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        ObjectNode spec = Json.objectAt(object, "spec");
        spec.remove(List.of("username", "uid", "groups", "extra"));
        Identity user = call.client().identity();
        spec.put("username", user.name());
        if (!user.uid().isEmpty()) {
            spec.put("uid", user.uid());
        }
        ArrayNode groups = spec.putArray("groups");
        user.groups().forEach(groups::add);
        user.extra().forEach((key, values) -> {
            ArrayNode list = Json.objectAt(spec, "extra").putArray(key);
            values.forEach(list::add);
        });
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        keep("spec", object, old);
        switch (call.subresource()) {
            case "status" -> {
                for (String type : DECISIONS) {
                    keepDecision(object, old, type);
                }
                dated(call, object, old);
            }
            case "approval" -> {
                dated(call, object, old);
                ObjectNode status = Json.shallow(Json.objectAt(old.deepCopy(), "status"));
                keep("conditions", status, Json.objectAt(object, "status"));
                object.set("status", status);
            }
            default -> keep("status", object, old);
        }
    }

    /** Who signs does not change a decision that was made. */
    private static void keepDecision(ObjectNode object, ObjectNode old, String type) {
        JsonNode before = SigningRules.condition(old, type);
        JsonNode now = SigningRules.condition(object, type);
        if (now instanceof ObjectNode changed && before instanceof ObjectNode kept) {
            changed.removeAll();
            changed.setAll(kept.deepCopy());
        }
    }

    private static void dated(Call call, ObjectNode object, ObjectNode old) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            ObjectNode own = (ObjectNode) condition;
            if (Json.textAt(own, "lastUpdateTime").isEmpty()) {
                own.put("lastUpdateTime", call.now());
            }
            if (Json.textAt(own, "lastTransitionTime").isEmpty()) {
                JsonNode before = SigningRules.condition(old, Json.textAt(own, "type"));
                String since = Json.textAt(before, "lastTransitionTime");
                boolean same = Json.textAt(before, "status").equals(Json.textAt(own, "status"));
                own.put("lastTransitionTime", same && !since.isEmpty() ? since : call.now());
            }
        }
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        SigningRules.check(Part.of(object, typeName(), errors));
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        Part request = Part.of(object, typeName(), errors);
        SigningRules.check(request);
        SigningRules.update(request, Part.of(old, typeName(), errors), call.subresource());
    }
}
