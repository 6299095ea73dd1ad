package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What tables say of ingresses and endpoints: the first three of a kind, and how many more there are. */
final class NetworkCells {
    private static final int SHOWN = 3;

    private NetworkCells() {}

    static String endpoints(ObjectNode endpoints) {
        JsonNode subsets = endpoints.path("subsets");
        if (subsets.isEmpty()) {
            return Cells.NONE;
        }
        List<String> all = new ArrayList<>();
        for (JsonNode subset : subsets) {
            if (subset.path("ports").isEmpty()) {
                subset.path("addresses").forEach(address -> all.add(Json.textAt(address, "ip")));
            }
            for (JsonNode port : subset.path("ports")) {
                subset.path("addresses")
                        .forEach(address -> all.add(socket(
                                Json.textAt(address, "ip"), port.path("port").asInt())));
            }
        }
        return first(all, all.size());
    }

    private static String socket(String ip, int port) {
        return (ip.indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + port;
    }

    static String slicePorts(ObjectNode slice) {
        List<String> all = new ArrayList<>();
        for (JsonNode port : slice.path("ports")) {
            all.add(Cells.at(port, "port", port.has("name") ? Json.textAt(port, "name") : "*"));
        }
        return orUnset(first(all, all.size()));
    }

    static String sliceEndpoints(ObjectNode slice) {
        List<String> all = new ArrayList<>();
        for (JsonNode endpoint : slice.path("endpoints")) {
            endpoint.path("addresses").forEach(address -> all.add(address.asText()));
        }
        return orUnset(first(all, all.size()));
    }

    private static String orUnset(String text) {
        return text.isEmpty() ? Cells.UNSET : text;
    }

    static String hosts(ObjectNode ingress) {
        List<String> named = new ArrayList<>();
        boolean more = false;
        JsonNode rules = ingress.path("spec").path("rules");
        for (JsonNode rule : rules) {
            more |= named.size() == SHOWN;
            String host = Json.textAt(rule, "host");
            if (!more && !host.isEmpty()) {
                named.add(host);
            }
        }
        if (named.isEmpty()) {
            return "*";
        }
        return more ? first(named, rules.size()) : String.join(",", named);
    }

    static String addresses(ObjectNode ingress) {
        TreeSet<String> all = new TreeSet<>();
        for (JsonNode entry : ingress.at("/status/loadBalancer/ingress")) {
            all.add(Cells.at(entry, "ip", Json.textAt(entry, "hostname")));
        }
        all.remove("");
        return String.join(",", all);
    }

    static String parameters(ObjectNode ingressClass) {
        JsonNode parameters = ingressClass.path("spec").path("parameters");
        if (!parameters.isObject()) {
            return Cells.NONE;
        }
        String group = parameters.has("apiGroup") ? "." + Json.textAt(parameters, "apiGroup") : "";
        return Json.textAt(parameters, "kind") + group + "/" + Json.textAt(parameters, "name");
    }

    private static String first(List<String> texts, int all) {
        String shown = String.join(",", texts.subList(0, Math.min(SHOWN, texts.size())));
        return all > SHOWN ? shown + " + " + (all - SHOWN) + " more..." : shown;
    }
}
