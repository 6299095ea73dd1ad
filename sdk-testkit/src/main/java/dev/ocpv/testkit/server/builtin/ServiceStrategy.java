package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services: they get addresses and ports when they are created, and keep them. */
final class ServiceStrategy extends BuiltinStrategy {
    private static final List<String> ADDRESSES = List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");

    ServiceStrategy(Kind kind) {
        super(kind);
    }

    @Override
    public void addWarnings(Call call, ObjectNode object, @Nullable ObjectNode old) {
        Part service = Part.of(object, typeName(), new FieldErrors(minor()));
        if (call.subresource().isEmpty()) {
            KindWarnings.collect(service, null, call::warn);
        } else if (call.subresource().equals("status")) {
            AddressWarnings.status(service, call::warn);
        }
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        TypeDefaults.set(spec, "sessionAffinity", "None");
        TypeDefaults.set(spec, "type", "ClusterIP");
        String type = Json.textAt(spec, "type");
        if (Json.textAt(spec, "sessionAffinity").equals("ClientIP")) {
            TypeDefaults.set(Json.objectAt(spec, "sessionAffinityConfig", "clientIP"), "timeoutSeconds", 10_800);
        } else if (Json.textAt(spec, "sessionAffinity").equals("None")) {
            spec.remove("sessionAffinityConfig");
        }
        for (JsonNode port : spec.path("ports")) {
            ObjectNode own = (ObjectNode) port;
            JsonNode target = own.path("targetPort");
            if (target.isMissingNode()
                    || (target.isNumber() && target.asLong() == 0)
                    || target.asText().isEmpty()) {
                own.set("targetPort", own.path("port"));
            }
        }
        boolean exposed = type.equals("NodePort") || type.equals("LoadBalancer");
        if (exposed || (type.equals("ClusterIP") && !Json.isEmpty(spec.path("externalIPs")))) {
            TypeDefaults.set(spec, "externalTrafficPolicy", "Cluster");
        }
        if (exposed || type.equals("ClusterIP")) {
            TypeDefaults.set(spec, "internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            balanced(object, spec);
        }
    }

    private void balanced(ObjectNode object, ObjectNode spec) {
        TypeDefaults.set(spec, "allocateLoadBalancerNodePorts", true);
        for (JsonNode ingress : object.path("status").path("loadBalancer").path("ingress")) {
            if (minor() >= 30 && !Json.textAt(ingress, "ip").isEmpty()) {
                TypeDefaults.set((ObjectNode) ingress, "ipMode", "VIP");
            }
        }
    }

    @Override
    ObjectNode initialStatus(ObjectNode object) {
        ObjectNode status = Json.object();
        status.putObject("loadBalancer");
        return status;
    }

    @Override
    public void begin(Call call, Backend backend, ObjectNode object, @Nullable ObjectNode old) {
        if (!call.subresource().isEmpty()) {
            return;
        }
        object.set("spec", Json.objectAt(object, "spec").deepCopy());
        ObjectNode spec = Json.objectAt(object, "spec");
        if (old == null) {
            fillAddresses(spec);
        } else {
            ObjectNode was = Json.objectAt(old, "spec");
            dropForeign(spec, was);
            keepAllocated(spec, was);
        }
        new ServiceAllocation(object, backend.store().current().all(call.def().storage()), minor(), call.dryRun())
                .run(old);
    }

    private static void fillAddresses(ObjectNode spec) {
        String ip = Json.textAt(spec, "clusterIP");
        if (!ip.isEmpty() && Json.isEmpty(spec.path("clusterIPs"))) {
            spec.putArray("clusterIPs").add(ip);
        }
    }

    /** A change of type drops what only the old type needed, unless the client changed it as well. */
    private static void dropForeign(ObjectNode spec, ObjectNode was) {
        String type = Json.textAt(spec, "type");
        String old = Json.textAt(was, "type");
        if (type.equals(old)) {
            return;
        }
        if (type.equals("ExternalName")) {
            ADDRESSES.forEach(field -> dropSame(field, spec, was));
            dropSame("internalTrafficPolicy", spec, was);
        }
        boolean exposed = type.equals("NodePort") || type.equals("LoadBalancer");
        if (!exposed) {
            Map<String, JsonNode> ports = nodePorts(was);
            for (JsonNode port : spec.path("ports")) {
                JsonNode before = ports.get(key(port));
                if (before != null && before.equals(port.get("nodePort"))) {
                    ((ObjectNode) port).remove("nodePort");
                }
            }
            dropSame("externalTrafficPolicy", spec, was);
        }
        dropSame("healthCheckNodePort", spec, was);
        if (!type.equals("LoadBalancer")) {
            dropSame("allocateLoadBalancerNodePorts", spec, was);
            dropSame("loadBalancerClass", spec, was);
        }
    }

    private static void dropSame(String field, ObjectNode spec, ObjectNode was) {
        if (spec.has(field) && spec.path(field).equals(was.path(field))) {
            spec.remove(field);
        }
    }

    private static void keepAllocated(ObjectNode spec, ObjectNode was) {
        boolean external = Json.textAt(spec, "type").equals("ExternalName");
        if (!external && !Json.textAt(was, "type").equals("ExternalName")) {
            String ip = Json.textAt(spec, "clusterIP");
            String oldIp = Json.textAt(was, "clusterIP");
            boolean listChanged = !spec.path("clusterIPs").equals(was.path("clusterIPs"));
            if (ip.isEmpty() && Json.isEmpty(spec.path("clusterIPs"))) {
                keep("clusterIP", spec, was);
                keep("clusterIPs", spec, was);
            } else if (ip.isEmpty()) {
                spec.set("clusterIP", spec.path("clusterIPs").get(0));
            } else if (Json.isEmpty(spec.path("clusterIPs"))) {
                spec.set(
                        "clusterIPs",
                        ip.equals(oldIp) ? was.path("clusterIPs") : Json.array().add(ip));
            } else if (!ip.equals(oldIp) && !listChanged) {
                spec.set("clusterIPs", Json.array().add(ip));
            }
            for (String field : List.of("ipFamilies", "ipFamilyPolicy")) {
                if (Json.isEmpty(spec.path(field))) {
                    keep(field, spec, was);
                }
            }
        }
        if (!external) {
            fillAddresses(spec);
        }
        keepPorts(spec, was);
    }

    private static void keepPorts(ObjectNode spec, ObjectNode was) {
        boolean exposed = List.of("NodePort", "LoadBalancer").contains(Json.textAt(spec, "type"));
        Map<String, JsonNode> ports = nodePorts(was);
        for (JsonNode port : spec.path("ports")) {
            JsonNode before = ports.get(key(port));
            if (exposed && before != null && port.path("nodePort").asLong(0) == 0) {
                ((ObjectNode) port).set("nodePort", before);
            }
        }
        if (Json.textAt(spec, "externalTrafficPolicy").equals("Local")
                && spec.path("healthCheckNodePort").asLong(0) == 0
                && Json.textAt(spec, "type").equals("LoadBalancer")) {
            keep("healthCheckNodePort", spec, was);
        }
    }

    private static Map<String, JsonNode> nodePorts(ObjectNode spec) {
        Map<String, JsonNode> ports = new HashMap<>();
        for (JsonNode port : spec.path("ports")) {
            if (port.has("nodePort")) {
                ports.put(key(port), port.get("nodePort"));
            }
        }
        return ports;
    }

    private static String key(JsonNode port) {
        return Json.textAt(port, "protocol") + "/" + port.path("port").asLong(0);
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        ServiceRules.check(Part.of(object, "core.Service", errors));
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        Part whole = Part.of(object, "core.Service", errors);
        if (call.subresource().equals("status")) {
            ServiceRules.status(whole.at("status"), whole.at("spec"));
            return;
        }
        ServiceRules.update(
                whole.at("spec"), Part.of(old, "core.Service", errors).at("spec"));
        ServiceRules.check(whole);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        if (minor() < 31) {
            return Map.of();
        }
        return Map.of(
                "spec.clusterIP", object -> Json.textAt(object, "spec", "clusterIP"),
                "spec.type", object -> Json.textAt(object, "spec", "type"));
    }
}
