package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.cel.Cidr;
import dev.ocpv.testkit.server.cel.Ip;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands out addresses and node ports: always the lowest that is free, so that tests see the same ones every time. */
final class ServiceAllocation {
    private static final String RANGE = "10.0.0.0/24";
    private static final int FIRST_PORT = 30_000;
    private static final int LAST_PORT = 32_767;
    private static final int BASE = 10 << 24;

    private final ObjectNode service;
    private final ObjectNode spec;
    private final FieldErrors errors;
    private final boolean tried;
    private final BitSet addresses = new BitSet();
    private final BitSet ports = new BitSet();

    /** For a new or changed service among all others; what is only tried takes no port. */
    ServiceAllocation(ObjectNode service, Iterable<Entry> others, int minor, boolean tried) {
        this.tried = tried;
        this.service = service;
        this.spec = Json.objectAt(service, "spec");
        this.errors = new FieldErrors(minor);
        String uid = Json.textAt(service, "metadata", "uid");
        for (Entry other : others) {
            if (!Json.textAt(other.object(), "metadata", "uid").equals(uid)) {
                note(other.object().path("spec"));
            }
        }
    }

    private void note(JsonNode other) {
        for (JsonNode ip : other.path("clusterIPs")) {
            int offset = offset(ip.asText());
            if (offset >= 0) {
                addresses.set(offset);
            }
        }
        for (JsonNode port : other.path("ports")) {
            ports.set((int) port.path("nodePort").asLong(0));
        }
        ports.set((int) other.path("healthCheckNodePort").asLong(0));
    }

    private static int offset(String text) {
        Ip ip = Ip.parse(text).orElse(null);
        int offset = ip == null || ip.bits() != 32 ? -1 : ip.value().intValue() - BASE;
        return offset >= 0 && offset < 1 << 16 ? offset : -1;
    }

    /** Hands out what the service needs and has not got. */
    void run(@Nullable ObjectNode old) {
        Part whole = Part.of(service, "core.Service", errors);
        ServiceIpRules.check(whole.at("spec"));
        refuse();
        String type = Json.textAt(spec, "type");
        if (type.equals("ExternalName")) {
            return;
        }
        families();
        refuse();
        address(old);
        refuse();
        boolean wanted = type.equals("NodePort")
                || (type.equals("LoadBalancer")
                        && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
        nodePorts(old, wanted);
        refuse();
    }

    private void refuse() {
        if (!errors.isEmpty()) {
            throw Statuses.invalid("", "Service", Json.textAt(service, "metadata", "name"), errors.causes());
        }
    }

    /** This cluster has one family; only what has no selector is for whoever fills in the endpoints. */
    private void families() {
        boolean headless = Json.textAt(spec, "clusterIP").equals("None");
        boolean open = headless && Json.isEmpty(spec.path("selector"));
        String policy = Json.textAt(spec, "ipFamilyPolicy");
        if (!open) {
            if (policy.equals("RequireDualStack")) {
                errors.invalid("spec.ipFamilyPolicy", policy, "this cluster is not configured for dual-stack services");
            }
            JsonNode families = spec.path("ipFamilies");
            for (int i = 0; i < families.size(); i++) {
                if (!families.get(i).asText().equals("IPv4")) {
                    errors.invalid("spec.ipFamilies[" + i + "]", families.get(i), "not configured on this cluster");
                }
            }
        }
        if (policy.isEmpty()) {
            spec.put("ipFamilyPolicy", open ? "RequireDualStack" : "SingleStack");
        }
        if (Json.isEmpty(spec.path("ipFamilies"))) {
            spec.putArray("ipFamilies").add("IPv4");
        }
        if (open
                && spec.path("ipFamilies").size() == 1
                && !Json.textAt(spec, "ipFamilyPolicy").equals("SingleStack")) {
            boolean six = spec.path("ipFamilies").get(0).asText().equals("IPv6");
            spec.withArray("ipFamilies").add(six ? "IPv4" : "IPv6");
        }
    }

    private void address(@Nullable ObjectNode old) {
        String asked = Json.textAt(spec, "clusterIP");
        boolean had = old != null && Json.textAt(old, "spec", "clusterIP").equals(asked) && !asked.isEmpty();
        if (asked.isEmpty()) {
            // The default range of a real server has 254 addresses; a test may want more.
            String next = text(addresses.nextClearBit(1));
            spec.put("clusterIP", next).putArray("clusterIPs").add(next);
        } else if (Json.isEmpty(spec.path("clusterIPs"))) {
            spec.putArray("clusterIPs").add(asked);
        }
        if (had || asked.isEmpty() || asked.equals("None")) {
            return;
        }
        String failed = "failed to allocate IP " + asked + ": ";
        if (!Cidr.parse(RANGE).orElseThrow().contains(Ip.parse(asked).orElseThrow())) {
            complain(failed
                    + (errors.minor() >= 33 && !tried
                            ? "the provided network does not match the current range"
                            : "the provided IP (" + asked + ") is not in the valid range. The range of valid IPs is "
                                    + RANGE));
        } else if (addresses.get(offset(asked))) {
            complain(failed + "provided IP is already allocated");
        }
    }

    private void complain(String words) {
        Part.of(service, "core.Service", errors).at("spec", "clusterIPs").invalid(words);
    }

    private static String text(int offset) {
        return "10.0." + (offset >> 8) + "." + (offset & 255);
    }

    private void nodePorts(@Nullable ObjectNode old, boolean wanted) {
        BitSet own = new BitSet();
        if (old != null) {
            old.path("spec")
                    .path("ports")
                    .forEach(port -> own.set((int) port.path("nodePort").asLong(0)));
        }
        Map<Long, Integer> given = new HashMap<>();
        JsonNode list = spec.path("ports");
        boolean exposed = !Json.textAt(spec, "type").equals("ClusterIP");
        for (int i = 0; exposed && i < list.size(); i++) {
            int asked = (int) list.get(i).path("nodePort").asLong(0);
            long port = list.get(i).path("port").asLong(0);
            if (asked != 0 && !Objects.equals(given.get(port), asked)) {
                if (!own.get(asked)) {
                    take(asked, "spec.ports[" + i + "].nodePort");
                }
                ports.set(asked);
                given.put(port, asked);
            }
        }
        for (JsonNode port : list) {
            if (wanted && port.path("nodePort").asLong(0) == 0) {
                int number = given.computeIfAbsent(port.path("port").asLong(0), p -> free());
                ((ObjectNode) port).set("nodePort", Json.number(number));
            }
        }
        healthPort(wanted);
    }

    private void take(int asked, String path) {
        if (tried) {
            return;
        }
        if (asked < FIRST_PORT || asked > LAST_PORT) {
            errors.invalid(
                    path,
                    Json.number(asked),
                    "provided port is not in the valid range. The range of valid ports is 30000-32767");
        } else if (ports.get(asked)) {
            errors.invalid(path, Json.number(asked), "provided port is already allocated");
        }
    }

    private void healthPort(boolean wanted) {
        if (wanted
                && Json.textAt(spec, "externalTrafficPolicy").equals("Local")
                && Json.textAt(spec, "type").equals("LoadBalancer")
                && spec.path("healthCheckNodePort").asLong(0) == 0) {
            spec.set("healthCheckNodePort", Json.number(free()));
        }
    }

    private int free() {
        int port = ports.nextClearBit(FIRST_PORT);
        if (port > LAST_PORT) {
            throw Statuses.internal("failed to allocate a nodePort: range is full");
        }
        ports.set(port);
        return port;
    }
}
