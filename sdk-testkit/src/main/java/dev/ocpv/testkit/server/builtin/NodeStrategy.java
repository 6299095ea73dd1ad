package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Nodes: tainted as not ready when they are new, with a status that they bring along. */
final class NodeStrategy extends BuiltinStrategy {
    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    NodeStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        ObjectNode status = Json.objectAt(object, "status");
        if (!status.has("allocatable") && status.has("capacity")) {
            status.set("allocatable", status.get("capacity").deepCopy());
        }
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        ArrayNode taints = spec.get("taints") instanceof ArrayNode list ? list : spec.putArray("taints");
        for (JsonNode taint : taints) {
            if (Json.textAt(taint, "key").equals(NOT_READY)) {
                return;
            }
        }
        taints.addObject().put("key", NOT_READY).put("effect", "NoSchedule");
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        taints(object, errors);
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        taints(object, errors);
        taints(object, errors);
        once(object, old, "podCIDR", "podCIDRs", errors);
        once(object, old, "providerID", "providerID", errors);
    }

    private static void once(ObjectNode object, ObjectNode old, String field, String named, FieldErrors errors) {
        String was = Json.textAt(old, "spec", field);
        if (!was.isEmpty() && !was.equals(Json.textAt(object, "spec", field))) {
            errors.forbidden("spec." + named, "node updates may not change " + field + " except from \"\" to valid");
        }
    }

    private static void taints(ObjectNode object, FieldErrors errors) {
        JsonNode taints = object.path("spec").path("taints");
        Set<String> known = new HashSet<>();
        for (int i = 0; i < taints.size(); i++) {
            JsonNode taint = taints.get(i);
            String path = "metadata.taints[" + i + "]";
            String key = Json.textAt(taint, "key");
            String effect = Json.textAt(taint, "effect");
            NameRules.qualifiedName(key, errors.minor()).forEach(p -> errors.invalid(path + ".key", key, p));
            String value = Json.textAt(taint, "value");
            NameRules.labelValue(value, errors.minor()).forEach(p -> errors.invalid(path + ".value", value, p));
            if (effect.isEmpty()) {
                errors.required(path + ".effect", "");
            } else if (!EFFECTS.contains(effect)) {
                errors.notSupported(path + ".effect", Json.text(effect), EFFECTS);
            }
            if (!known.add(key + " " + effect)) {
                ObjectNode shown = Json.object();
                shown.put("Key", key).put("Value", value).put("Effect", effect).putNull("TimeAdded");
                errors.add(new dev.ocpv.testkit.server.schema.FieldError(
                        dev.ocpv.testkit.server.schema.FieldError.Type.DUPLICATE,
                        path,
                        shown,
                        "taints must be unique by key and effect pair"));
            }
        }
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of(
                "spec.unschedulable",
                object -> Boolean.toString(
                        object.path("spec").path("unschedulable").asBoolean()));
    }
}
