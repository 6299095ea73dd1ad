package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.MetadataRules;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.webhook.CallFailedException;
import dev.ocpv.testkit.server.webhook.WebhookClient;
import java.util.List;
import java.util.Map;

/** Asks the webhook of a definition what an object looks like in another version; of metadata, it decides on labels and annotations only. */
final class ConversionWebhook implements Converter {
    private static final String GROUP = "apiextensions.k8s.io/";
    private static final long SECONDS = 30;

    private final Backend backend;
    private final WebhookClient client;
    private final JsonNode webhook;

    /** With the {@code spec.conversion.webhook} of a definition. */
    ConversionWebhook(Backend backend, WebhookClient client, JsonNode webhook) {
        this.backend = backend;
        this.client = client;
        this.webhook = webhook;
    }

    @Override
    public void convert(ObjectNode object, String from, String to) {
        if (!object.has("metadata") && object.size() == 2) {
            return; // Nothing but kind and apiVersion, which the server changes itself.
        }
        String what = "conversion webhook for " + from + ", Kind=" + Json.textAt(object, "kind");
        ObjectNode converted;
        try {
            converted = asked(object, from, to, what);
        } catch (CallFailedException e) {
            throw Statuses.plain(500, what + " failed: " + e.words());
        }
        try {
            checkSame(object, converted);
        } catch (CallFailedException e) {
            throw Statuses.plain(500, what + " returned invalid object: " + e.words());
        }
        try {
            converted.set("metadata", metadata(object.path("metadata"), converted.path("metadata")));
        } catch (CallFailedException e) {
            throw Statuses.plain(500, what + " returned invalid metadata: " + e.words());
        }
        object.removeAll();
        object.setAll(converted);
    }

    private ObjectNode asked(ObjectNode object, String from, String to, String what) throws CallFailedException {
        String uid = backend.newUid();
        String version = GROUP + version();
        ObjectNode sent = Json.shallow(object);
        sent.put("apiVersion", from);
        ObjectNode request = Json.object().put("uid", uid).put("desiredAPIVersion", to);
        request.putArray("objects").add(sent);
        ObjectNode review = Json.object();
        review.put("kind", "ConversionReview").put("apiVersion", version).set("request", request);
        JsonNode objects = objects(client.post(webhook.path("clientConfig"), "", SECONDS, review), version, uid);
        if (objects.size() != 1) {
            throw Statuses.plain(500, what + " returned " + objects.size() + " objects, expected 1");
        }
        JsonNode converted = objects.get(0);
        String found = Json.textAt(converted, "apiVersion");
        if (!found.equals(to)) {
            throw Statuses.plain(500, invalid(what, "groupVersion", to, found));
        }
        String kind = Json.textAt(object, "kind");
        if (!Json.textAt(converted, "kind").equals(kind)) {
            throw Statuses.plain(500, invalid(what, "kind", kind, Json.textAt(converted, "kind")));
        }
        return converted.deepCopy();
    }

    private static String invalid(String what, String part, String expected, String received) {
        return what + " returned invalid object at index 0: invalid " + part + " (expected " + expected + ", received "
                + received + ")";
    }

    private String version() throws CallFailedException {
        for (JsonNode accepted : webhook.path("conversionReviewVersions")) {
            if (List.of("v1", "v1beta1").contains(accepted.asText())) {
                return accepted.asText();
            }
        }
        throw new CallFailedException("no supported conversion review versions");
    }

    private static JsonNode objects(JsonNode answer, String version, String uid) throws CallFailedException {
        boolean strict = version.endsWith("/v1");
        String given = Json.textAt(answer, "apiVersion") + ", Kind=" + Json.textAt(answer, "kind");
        String wanted = version + ", Kind=ConversionReview";
        if (strict && !given.equals(wanted)) {
            throw new CallFailedException("expected webhook response of " + wanted + ", got " + given);
        }
        JsonNode response = answer.path("response");
        if (!response.isObject()) {
            throw new CallFailedException("no response provided");
        }
        String about = Json.textAt(response, "uid");
        if (strict && !about.equals(uid)) {
            throw new CallFailedException(
                    "expected response.uid=" + GoText.quote(uid) + ", got " + GoText.quote(about));
        }
        JsonNode result = response.path("result");
        String status = Json.textAt(result, "status");
        if (!status.equals("Success")) {
            String message = Json.textAt(result, "message");
            throw new CallFailedException(
                    message.isEmpty() ? "response.result.status was '" + status + "', not 'Success'" : message);
        }
        return response.path("convertedObjects");
    }

    private static void checkSame(ObjectNode before, ObjectNode after) throws CallFailedException {
        for (Map.Entry<String, String> part :
                List.of(Map.entry("name", "name"), Map.entry("namespace", "namespace"), Map.entry("uid", "UID"))) {
            String expected = Json.textAt(before, "metadata", part.getKey());
            String found = Json.textAt(after, "metadata", part.getKey());
            if (!found.equals(expected)) {
                throw new CallFailedException(
                        "must have the same " + part.getValue() + ": " + expected + " != " + found);
            }
        }
    }

    private ObjectNode metadata(JsonNode before, JsonNode after) throws CallFailedException {
        if (!after.isObject()) {
            throw new CallFailedException(
                    after.isMissingNode()
                            ? "missing metadata in converted object"
                            : "invalid metadata of type " + GoText.type(after) + " in converted object");
        }
        ObjectNode metadata = before instanceof ObjectNode given ? Json.shallow(given) : Json.object();
        for (String field : List.of("labels", "annotations")) {
            JsonNode texts = after.path(field);
            if (texts.isMissingNode() || texts.isNull()) {
                metadata.remove(field);
                continue;
            }
            checkTexts(field, texts);
            if (!texts.equals(metadata.path(field))) {
                checkRules(field, texts);
            }
            metadata.set(field, texts);
        }
        return metadata;
    }

    private static void checkTexts(String field, JsonNode texts) throws CallFailedException {
        if (!texts.isObject()) {
            throw new CallFailedException(
                    "invalid metadata." + field + " of type " + GoText.type(texts) + " in converted object");
        }
        for (Map.Entry<String, JsonNode> text : texts.properties()) {
            if (!text.getValue().isTextual()) {
                throw new CallFailedException("metadata." + field + "[" + text.getKey() + "] must be a string, but is "
                        + GoText.type(text.getValue()) + " in converted object");
            }
        }
    }

    private void checkRules(String field, JsonNode texts) throws CallFailedException {
        FieldErrors errors = new FieldErrors(backend.minor());
        if (field.equals("labels")) {
            MetadataRules.labels(texts, "metadata.labels", errors);
        } else {
            MetadataRules.annotations(texts, "metadata.annotation", errors);
        }
        if (!errors.isEmpty()) {
            throw new CallFailedException(Statuses.text(errors.causes()));
        }
    }
}
