package dev.ocpv.testkit.server.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;

/**
 * One reason for a refusal.
 *
 * @param reason for instance FieldValueInvalid
 * @param message what is wrong, without the field
 * @param field where it is wrong, or empty
 */
public record Cause(String reason, String message, String field) {
    /** {@return the reason as the details of a Status carry it} */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (!reason.isEmpty()) {
            json.put("reason", reason);
        }
        if (!message.isEmpty()) {
            json.put("message", message);
        }
        if (!field.isEmpty()) {
            json.put("field", field);
        }
        return json;
    }
}
