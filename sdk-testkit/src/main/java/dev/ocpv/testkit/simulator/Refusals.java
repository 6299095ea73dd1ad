package dev.ocpv.testkit.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.status.StatusException;
import java.util.Map;

/** What webhooks say when they refuse, and what they look at. */
final class Refusals {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORBIDDEN = 403;

    private Refusals() {}

    /** {@return what an API server makes of a webhook's plain no} */
    static StatusException denied(String webhook, String why) {
        return new StatusException(
                FORBIDDEN,
                "Forbidden",
                "admission webhook \"%s\" denied the request: %s".formatted(webhook, why),
                null);
    }

    /** {@return what an API server makes of a webhook that passes on somebody else's answer} */
    static StatusException denied(String webhook, int code, String reason, String why) {
        return new StatusException(
                code, reason, "admission webhook \"%s\" denied the request: %s".formatted(webhook, why), null);
    }

    /** {@return whether the request writes an object of that kind, and not only its status} */
    static boolean writes(AdmissionRequest request, String group, String version, String kind) {
        var target = request.target();
        return target.group().equals(group)
                && target.version().equals(version)
                && target.kind().equals(kind)
                && target.subresource().isEmpty()
                && !request.operation().equals("DELETE");
    }

    static Map<String, Object> tree(JsonNode object) {
        return object.isObject() ? JSON.convertValue(object, new TypeReference<Map<String, Object>>() {}) : Map.of();
    }
}
