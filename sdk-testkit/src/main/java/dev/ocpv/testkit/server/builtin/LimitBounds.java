package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Compares amounts with the bounds of one item of a LimitRange. */
final class LimitBounds {
    private final JsonNode limit;
    private final String type;
    private final List<String> problems;

    LimitBounds(JsonNode limit, List<String> problems) {
        this.limit = limit;
        this.type = Json.textAt(limit, "type");
        this.problems = problems;
    }

    void check(JsonNode resources) {
        for (Map.Entry<String, JsonNode> min : limit.path("min").properties()) {
            String request = text(resources, "requests", min.getKey());
            String most = text(resources, "limits", min.getKey());
            if (request.isEmpty()) {
                problems.add(usage("minimum", min) + ".  No request is specified");
            } else if (less(request, min)) {
                problems.add(usage("minimum", min) + ", but request is " + request);
            } else if (!most.isEmpty() && less(most, min)) {
                problems.add(usage("minimum", min) + ", but limit is " + most);
            }
        }
        for (Map.Entry<String, JsonNode> max : limit.path("max").properties()) {
            String request = text(resources, "requests", max.getKey());
            String most = text(resources, "limits", max.getKey());
            if (most.isEmpty()) {
                problems.add(usage("maximum", max) + ".  No limit is specified");
            } else if (more(most, max)) {
                problems.add(usage("maximum", max) + ", but limit is " + most);
            } else if (!request.isEmpty() && more(request, max)) {
                problems.add(usage("maximum", max) + ", but request is " + request);
            }
        }
        limit.path("maxLimitRequestRatio").properties().forEach(ratio -> ratio(resources, ratio));
    }

    void checkRequests(JsonNode requests) {
        for (Map.Entry<String, JsonNode> min : limit.path("min").properties()) {
            String request = Json.textAt(requests, min.getKey());
            if (request.isEmpty()) {
                problems.add(usage("minimum", min) + ".  No request is specified");
            } else if (less(request, min)) {
                problems.add(usage("minimum", min) + ", but request is " + request);
            }
        }
        for (Map.Entry<String, JsonNode> max : limit.path("max").properties()) {
            String request = Json.textAt(requests, max.getKey());
            if (request.isEmpty()) {
                problems.add(usage("maximum", max) + ".  No request is specified");
            } else if (more(request, max)) {
                problems.add(usage("maximum", max) + ", but request is " + request);
            }
        }
    }

    private void ratio(JsonNode resources, Map.Entry<String, JsonNode> ratio) {
        String request = text(resources, "requests", ratio.getKey());
        String most = text(resources, "limits", ratio.getKey());
        String words = ratio.getKey() + " max limit to request ratio per " + type + " is "
                + ratio.getValue().asText();
        BigDecimal low = QuantityText.value(request);
        BigDecimal high = QuantityText.value(most);
        if (low.signum() <= 0) {
            problems.add(words + ", but no request is specified or request is 0");
        } else if (high.signum() <= 0) {
            problems.add(words + ", but no limit is specified or limit is 0");
        } else if (high.divide(low, 9, RoundingMode.HALF_UP)
                        .compareTo(QuantityText.value(ratio.getValue().asText()))
                > 0) {
            problems.add(words + ", but provided ratio is "
                    + high.divide(low, 6, RoundingMode.HALF_UP).toPlainString());
        }
    }

    private String usage(String which, Map.Entry<String, JsonNode> bound) {
        return which + " " + bound.getKey() + " usage per " + type + " is "
                + bound.getValue().asText();
    }

    private static boolean less(String amount, Map.Entry<String, JsonNode> bound) {
        return QuantityText.value(amount)
                        .compareTo(QuantityText.value(bound.getValue().asText()))
                < 0;
    }

    private static boolean more(String amount, Map.Entry<String, JsonNode> bound) {
        return QuantityText.value(amount)
                        .compareTo(QuantityText.value(bound.getValue().asText()))
                > 0;
    }

    private static String text(JsonNode resources, String list, String name) {
        return Json.textAt(resources, list, name);
    }
}
