package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.builtin.Approval;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.store.Entry;
import org.jspecify.annotations.Nullable;

/** What the status of a definition has to become, one write after the other; null where nothing is to be written. */
final class DefinitionStatus {
    private static final String NAMES_ACCEPTED = "NamesAccepted";
    private static final String ESTABLISHED = "Established";
    private static final String APPROVAL = "KubernetesAPIApprovalPolicyConformant";

    private DefinitionStatus() {}

    /** {@return a condition, which changed now} */
    static ObjectNode condition(String type, String status, String reason, String message) {
        ObjectNode condition = Json.object();
        condition.put("type", type).put("status", status).put("lastTransitionTime", "");
        return condition.put("reason", reason).put("message", message);
    }

    /** Says whether a definition in one of the project's own groups was approved. */
    static @Nullable ObjectNode approved(ObjectNode crd, String now) {
        if (!Approval.isNeededIn(Json.textAt(crd, "spec", "group"))) {
            return null;
        }
        String given = Json.textAt(crd, "metadata", "annotations", Approval.ANNOTATION);
        Approval approval = Approval.of(given);
        ObjectNode condition = condition(APPROVAL, approval.conforms(), approval.reason(), approval.words(given));
        if (isSame(condition, find(crd, APPROVAL))) {
            return null;
        }
        ObjectNode status = copy(crd);
        put(status, condition, now);
        return status;
    }

    /** Accepts the names that are free. */
    static @Nullable ObjectNode named(ObjectNode crd, Iterable<Entry> all, String now) {
        JsonNode accepted = crd.path("status").path("acceptedNames");
        if (filled(crd.path("spec").path("names")).equals(filled(accepted))) {
            return null;
        }
        DefinitionNames names = DefinitionNames.judge(crd, all);
        boolean ok = names.conflict().isEmpty();
        ObjectNode verdict = condition(
                NAMES_ACCEPTED,
                ok ? "True" : "False",
                ok ? "NoConflicts" : names.conflict(),
                ok ? "no conflicts found" : names.message());
        if (filled(accepted).equals(filled(names.accepted())) && isSame(verdict, find(crd, NAMES_ACCEPTED))) {
            return null;
        }
        ObjectNode status = copy(crd);
        status.set("acceptedNames", names.accepted());
        put(status, verdict, now);
        put(status, established(find(crd, ESTABLISHED), ok), now);
        return status;
    }

    private static ObjectNode established(JsonNode before, boolean ok) {
        if (ok && !Json.textAt(before, "status").equals("True")) {
            return condition(ESTABLISHED, "False", "Installing", "the initial names have been accepted");
        }
        return before instanceof ObjectNode known
                ? known
                : condition(ESTABLISHED, "False", "NotAccepted", "not all names are accepted");
    }

    /** Establishes a definition whose names are accepted. */
    static @Nullable ObjectNode established(ObjectNode crd, String now) {
        if (!is(crd, NAMES_ACCEPTED) || is(crd, ESTABLISHED)) {
            return null;
        }
        ObjectNode status = copy(crd);
        put(
                status,
                condition(ESTABLISHED, "True", "InitialNamesAccepted", "the initial names have been accepted"),
                now);
        return status;
    }

    /** {@return whether a condition is there and true} */
    static boolean is(ObjectNode crd, String type) {
        return Json.textAt(find(crd, type), "status").equals("True");
    }

    private static JsonNode find(ObjectNode crd, String type) {
        for (JsonNode condition : crd.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals(type)) {
                return condition;
            }
        }
        return Json.missing();
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.path("status").equals(other.path("status"))
                && one.path("reason").equals(other.path("reason"))
                && one.path("message").equals(other.path("message"));
    }

    /** Names without what says nothing. */
    private static ObjectNode filled(JsonNode names) {
        ObjectNode filled = Json.object();
        names.properties().forEach(name -> {
            JsonNode value = name.getValue();
            if (value.isTextual() ? !value.textValue().isEmpty() : !Json.isEmpty(value)) {
                filled.set(name.getKey(), value);
            }
        });
        return filled;
    }

    private static ObjectNode copy(ObjectNode crd) {
        return crd.get("status") instanceof ObjectNode status ? status.deepCopy() : Json.object();
    }

    /** Puts a condition in its place; its time is that of its last change of status. */
    private static void put(ObjectNode status, ObjectNode condition, String now) {
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode list ? list : status.putArray("conditions");
        for (int i = 0; i < conditions.size(); i++) {
            JsonNode before = conditions.get(i);
            if (Json.textAt(before, "type").equals(Json.textAt(condition, "type"))) {
                String since = Json.textAt(before, "lastTransitionTime");
                boolean same = before.path("status").equals(condition.path("status")) && !since.isEmpty();
                conditions.set(i, condition.deepCopy().put("lastTransitionTime", same ? since : now));
                return;
            }
        }
        conditions.add(condition.deepCopy().put("lastTransitionTime", now));
    }
}
