package dev.ocpv.testkit.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions on their way into a status; the time of a transition changes only with the condition's status. */
final class Conditions {

    private final List<Map<String, Object>> before;
    private final Instant now;
    private final List<Map<String, Object>> list = new ArrayList<>();

    Conditions(Map<String, ?> object, Instant now) {
        this.before = Trees.listAt(object, "status.conditions");
        this.now = now;
    }

    Conditions add(String type, String status, String reason, String message) {
        var condition = new LinkedHashMap<String, Object>();
        condition.put("lastTransitionTime", transition(type, status));
        condition.put("message", message);
        condition.put("reason", reason);
        condition.put("status", status);
        condition.put("type", type);
        list.add(condition);
        return this;
    }

    List<Map<String, Object>> list() {
        return list;
    }

    private Object transition(String type, String status) {
        return before.stream()
                .filter(c -> type.equals(c.get("type")) && status.equals(c.get("status")))
                .findFirst()
                .map(c -> c.get("lastTransitionTime"))
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** {@return the status of a condition of an object, or an empty text} */
    static String status(Map<String, ?> object, String type) {
        return field(object, type, "status");
    }

    /** {@return the message of a condition of an object, or an empty text} */
    static String message(Map<String, ?> object, String type) {
        return field(object, type, "message");
    }

    private static String field(Map<String, ?> object, String type, String field) {
        return Trees.listAt(object, "status.conditions").stream()
                .filter(c -> type.equals(c.get("type")))
                .findFirst()
                .map(c -> String.valueOf(c.get(field)))
                .orElse("");
    }
}
