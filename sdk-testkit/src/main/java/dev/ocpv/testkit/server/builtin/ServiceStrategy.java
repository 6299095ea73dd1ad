package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Services: they get addresses and ports when they are created. */
final class ServiceStrategy extends BuiltinStrategy {
    private static final int FIRST_NODE_PORT = 30_000;

    private final AtomicInteger addresses = new AtomicInteger(1);
    private final AtomicInteger nodePorts = new AtomicInteger();

    ServiceStrategy(Kind kind) {
        super(kind);
    }

    @Override
    void setDefaults(Call call, ObjectNode object) {
        ObjectNode spec = Json.objectAt(object, "spec");
        TypeDefaults.set(spec, "sessionAffinity", "None");
        TypeDefaults.set(spec, "type", "ClusterIP");
        String type = Json.textAt(spec, "type");
        if (Json.textAt(spec, "sessionAffinity").equals("ClientIP")) {
            TypeDefaults.set(Json.objectAt(spec, "sessionAffinityConfig", "clientIP"), "timeoutSeconds", 10_800);
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
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            TypeDefaults.set(spec, "externalTrafficPolicy", "Cluster");
        }
        if (!type.equals("ExternalName")) {
            TypeDefaults.set(spec, "internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            TypeDefaults.set(spec, "allocateLoadBalancerNodePorts", true);
        }
    }

    @Override
    ObjectNode initialStatus(ObjectNode object) {
        ObjectNode status = Json.object();
        status.putObject("loadBalancer");
        return status;
    }

    @Override
    public void prepareForCreate(Call call, ObjectNode object) {
        super.prepareForCreate(call, object);
        allocate(Json.objectAt(object, "spec"));
    }

    private void allocate(ObjectNode spec) {
        String type = Json.textAt(spec, "type");
        if (type.equals("ExternalName")) {
            return;
        }
        boolean headless = Json.textAt(spec, "clusterIP").equals("None");
        boolean noSelector = Json.isEmpty(spec.path("selector"));
        if (Json.textAt(spec, "clusterIP").isEmpty()) {
            int n = addresses.incrementAndGet();
            spec.put("clusterIP", "10.0." + (n / 250) + "." + (n % 250 + 1));
        }
        if (Json.isEmpty(spec.path("clusterIPs"))) {
            spec.putArray("clusterIPs").add(Json.textAt(spec, "clusterIP"));
        }
        boolean dual = headless && noSelector;
        if (Json.isEmpty(spec.path("ipFamilies"))) {
            var families = spec.putArray("ipFamilies").add("IPv4");
            if (dual) {
                families.add("IPv6");
            }
        }
        TypeDefaults.set(spec, "ipFamilyPolicy", dual ? "RequireDualStack" : "SingleStack");
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            for (JsonNode port : spec.path("ports")) {
                TypeDefaults.set((ObjectNode) port, "nodePort", FIRST_NODE_PORT + nodePorts.incrementAndGet() % 2767);
            }
        }
    }

    @Override
    public void prepareForUpdate(Call call, ObjectNode object, ObjectNode old) {
        super.prepareForUpdate(call, object, old);
        ObjectNode spec = Json.objectAt(object, "spec");
        ObjectNode was = Json.objectAt(old, "spec");
        if (!Json.textAt(spec, "type").equals("ExternalName")) {
            for (String field : new String[] {"clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"}) {
                boolean blank =
                        field.equals("clusterIP") && Json.textAt(spec, field).isEmpty();
                if (blank || Json.isEmpty(spec.path(field))) {
                    keep(field, spec, was);
                }
            }
            allocate(spec);
        }
    }

    @Override
    public void validateCreate(Call call, ObjectNode object, FieldErrors errors) {
        JsonNode ports = object.path("spec").path("ports");
        boolean headless = Json.textAt(object, "spec", "clusterIP").equals("None");
        boolean external = Json.textAt(object, "spec", "type").equals("ExternalName");
        if (ports.isEmpty() && !headless && !external) {
            errors.required("spec.ports", "");
        }
        for (int i = 0; i < ports.size(); i++) {
            JsonNode port = ports.get(i);
            String path = "spec.ports[" + i + "]";
            if (ports.size() > 1 && Json.textAt(port, "name").isEmpty()) {
                errors.required(path + ".name", "");
            } else if (!Json.textAt(port, "name").isEmpty()) {
                String name = Json.textAt(port, "name");
                NameRules.label(name, false).forEach(p -> errors.invalid(path + ".name", name, p));
            }
            long number = port.path("port").asLong(0);
            if (number < 1 || number > 65_535) {
                errors.invalid(path + ".port", port.path("port"), "must be between 1 and 65535, inclusive");
            }
        }
    }

    @Override
    public void validateUpdate(Call call, ObjectNode object, ObjectNode old, FieldErrors errors) {
        String was = Json.textAt(old, "spec", "clusterIP");
        String now = Json.textAt(object, "spec", "clusterIP");
        boolean external = Json.textAt(object, "spec", "type").equals("ExternalName");
        if (!external && !was.isEmpty() && !was.equals(now)) {
            errors.invalid("spec.clusterIPs[0]", object.path("spec").path("clusterIPs"), "may not change once set");
        }
        validateCreate(call, object, errors);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of(
                "spec.clusterIP", object -> Json.textAt(object, "spec", "clusterIP"),
                "spec.type", object -> Json.textAt(object, "spec", "type"));
    }
}
