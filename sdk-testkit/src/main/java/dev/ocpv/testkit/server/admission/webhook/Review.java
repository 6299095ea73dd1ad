package dev.ocpv.testkit.server.admission.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.match.Versioned;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.webhook.CallFailedException;
import dev.ocpv.testkit.server.webhook.Reviews;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A question to a webhook, and what its answer must look like. */
final class Review {
    private static final String GROUP = "admission.k8s.io/";

    private final String apiVersion;
    private final String uid;
    private final Versioned seen;

    /** In the first version of those that the webhook accepts. */
    Review(JsonNode webhook, String uid, Versioned seen) {
        this.apiVersion =
                GROUP + Reviews.version(webhook.path("admissionReviewVersions")).orElse("v1");
        this.uid = uid;
        this.seen = seen;
    }

    ObjectNode document() {
        ObjectNode request = Json.object().put("uid", uid);
        request.setAll(seen.describe());
        request.set("object", orNull(seen.object()));
        request.set("oldObject", orNull(seen.oldObject()));
        request.put("dryRun", seen.request().options().dryRun());
        request.set("options", seen.request().optionsDocument());
        ObjectNode review = Json.object();
        review.put("kind", "AdmissionReview").put("apiVersion", apiVersion).set("request", request);
        return review;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? NullNode.getInstance() : node;
    }

    /** {@return the response in an answer} */
    JsonNode response(JsonNode answer, boolean mutating) throws CallFailedException {
        JsonNode response = answer.path("response");
        if (!response.isObject()) {
            throw invalid("webhook response was absent");
        }
        try {
            Reviews.checkKind(answer, apiVersion, "AdmissionReview");
            Reviews.checkUid(response, apiVersion, uid);
        } catch (CallFailedException e) {
            throw invalid(e.words());
        }
        if (apiVersion.endsWith("/v1")) {
            checkPatch(response, mutating);
        }
        return response;
    }

    private static void checkPatch(JsonNode response, boolean mutating) throws CallFailedException {
        boolean patch = !Json.textAt(response, "patch").isEmpty();
        String type = Json.textAt(response, "patchType");
        if (!mutating) {
            if (patch || !type.isEmpty()) {
                throw invalid("validating webhook may not return response.patch" + (patch ? "" : "Type"));
            }
        } else if (patch && type.isEmpty()) {
            throw invalid("webhook returned response.patch but not response.patchType");
        } else if (!patch && !type.isEmpty()) {
            throw invalid("webhook returned response.patchType but not response.patch");
        } else if (patch && !type.equals("JSONPatch")) {
            throw invalid("webhook returned invalid response.patchType of " + GoText.quote(type));
        }
    }

    private static CallFailedException invalid(String words) {
        return new CallFailedException("received invalid webhook response: " + words);
    }

    /** {@return the patch in a response, which may be empty} */
    static byte[] patch(JsonNode response) {
        String encoded = Json.textAt(response, "patch");
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return encoded.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** {@return the refusal in a response} */
    static StatusException refusal(String webhook, JsonNode response) {
        JsonNode result = response.path("status");
        String by = "admission webhook " + GoText.quote(webhook) + " denied the request";
        String message = Json.textAt(result, "message");
        String reason = Json.textAt(result, "reason");
        if (!message.isEmpty()) {
            message = by + ": " + message;
        } else {
            message = reason.isEmpty() ? by + " without explanation" : by + ": " + reason;
        }
        int code = Math.max(400, result.path("code").asInt(400));
        ObjectNode details = result.get("details") instanceof ObjectNode given ? given : null;
        return new StatusException(code, reason, message, details);
    }
}
