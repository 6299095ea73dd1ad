package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
        networks(Part.of(object, typeName(), errors).at("spec", "podCIDRs"));
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        taints(object, errors);
        Part node = Part.of(object, typeName(), errors);
        networks(node.at("spec", "podCIDRs"));
        Set<JsonNode> addresses = new HashSet<>();
        for (Part address : node.at("status", "addresses").items()) {
            if (!addresses.add(address.value())) {
                address.duplicate();
            }
        }
        once(object, old, "podCIDR", "podCIDRs", errors);
        once(object, old, "providerID", "providerID", errors);
        taints(object, errors);
        if (!node.at("spec", "externalID").same(Part.of(old, typeName(), errors).at("spec", "externalID"))) {
            node.at("spec", "externalID").forbidden("may not be updated");
        }
    }

    private static void networks(Part networks) {
        Set<Integer> kinds = new HashSet<>();
        boolean twice = false;
        for (Part network : networks.items()) {
            network.invalid(TextRules.network(network.text()));
            boolean older = network.text().indexOf(':') < 0;
            twice |= !kinds.add(older ? 4 : 6);
        }
        if (twice) {
            networks.invalid("may specify no more than one CIDR for each IP family");
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

    private static void once(ObjectNode object, ObjectNode old, String field, String named, FieldErrors errors) {
        String was = Json.textAt(old, "spec", field);
        if (!was.isEmpty() && !was.equals(Json.textAt(object, "spec", field))) {
            errors.forbidden("spec." + named, "node updates may not change " + field + " except from \"\" to valid");
        }
    }

    private static void taints(ObjectNode object, FieldErrors errors) {
        Set<String> known = new HashSet<>();
        for (Part taint : Part.of(object, "core.Node", errors)
                .at("spec", "taints")
                .as("metadata.taints")
                .items()) {
            taint.at("key").labelKey();
            taint.at("value").labelValue();
            taint.at("effect").requiredOneOf("NoSchedule", "PreferNoSchedule", "NoExecute");
            if (!known.add(taint.at("key").text() + " " + taint.at("effect").text())) {
                taint.duplicate("taints must be unique by key and effect pair");
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
