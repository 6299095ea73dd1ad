package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Nodes: tainted as not ready when they are new, with a status that they bring along. */
final class NodeStrategy extends BuiltinStrategy {
    private static final String NOT_READY = "node.kubernetes.io/not-ready";

    NodeStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        if (object.get("spec") instanceof ObjectNode spec) {
            firstNetwork(spec);
        }
        ObjectNode status = Json.objectAt(object, "status");
        if (!status.has("allocatable") && status.has("capacity")) {
            status.set("allocatable", status.get("capacity").deepCopy());
        }
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        dropDisabled(object);
        ObjectNode spec = Json.objectAt(object, "spec");
        spec.remove("configSource");
        Json.objectAt(object, "status").remove("config");
        ArrayNode taints = spec.get("taints") instanceof ArrayNode list ? list : spec.putArray("taints");
        for (JsonNode taint : taints) {
            if (Json.textAt(taint, "key").equals(NOT_READY)) {
                return;
            }
        }
        taints.addObject().put("key", NOT_READY).put("effect", "NoSchedule");
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        super.prepareForUpdate(call, object, old);
        boolean status = call.subresource().equals("status");
        String part = status ? "status" : "spec";
        String source = status ? "config" : "configSource";
        if (!old.path(part).has(source) && object.path(part).has(source)) {
            ObjectNode kept = Json.shallow((ObjectNode) object.path(part));
            kept.remove(source);
            object.set(part, kept);
        }
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        NodeRules.whole(Part.of(object, typeName(), errors));
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        Part node = Part.of(object, typeName(), errors);
        if (call.subresource().isEmpty()) {
            NodeRules.whole(node);
        }
        NodeRules.update(node, Part.of(old, typeName(), errors));
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        if (call.subresource().isEmpty()) {
            NodeRules.warn(Part.of(object, typeName(), new FieldErrors(minor())), call::warn);
        }
    }

    /** A node has the first of its networks in a field of its own. */
    private static void firstNetwork(ObjectNode spec) {
        String one = Json.textAt(spec, "podCIDR");
        String first = spec.path("podCIDRs").path(0).asText("");
        if (!one.isEmpty() && !one.equals(first)) {
            spec.putArray("podCIDRs").add(one);
        } else if (one.isEmpty() && !first.isEmpty()) {
            spec.put("podCIDR", first);
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
