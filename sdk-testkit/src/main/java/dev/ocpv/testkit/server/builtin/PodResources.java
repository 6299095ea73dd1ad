package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a whole pod asks for: the sum of its containers, or its greediest one before them. */
final class PodResources {
    private PodResources() {}

    static ObjectNode sum(JsonNode spec) {
        ObjectNode all = Json.object();
        for (String list : List.of("requests", "limits")) {
            Map<String, BigDecimal> sums = new TreeMap<>();
            Map<String, Boolean> binary = new TreeMap<>();
            for (JsonNode container : spec.path("containers")) {
                container.path("resources").path(list).properties().forEach(amount -> {
                    sums.merge(amount.getKey(), value(amount), BigDecimal::add);
                    binary.putIfAbsent(
                            amount.getKey(), amount.getValue().asText().endsWith("i"));
                });
            }
            for (JsonNode container : spec.path("initContainers")) {
                boolean sidecar = Json.textAt(container, "restartPolicy").equals("Always");
                container.path("resources").path(list).properties().forEach(amount -> {
                    sums.merge(amount.getKey(), value(amount), sidecar ? BigDecimal::add : BigDecimal::max);
                    binary.putIfAbsent(
                            amount.getKey(), amount.getValue().asText().endsWith("i"));
                });
            }
            ObjectNode found = all.putObject(list);
            sums.forEach((name, sum) -> found.put(name, QuantityText.text(sum, binary.getOrDefault(name, false))));
        }
        return all;
    }

    private static BigDecimal value(Map.Entry<String, JsonNode> amount) {
        return QuantityText.value(amount.getValue().asText());
    }
}
