package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.MetadataRules;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.webhook.CallFailedException;
import dev.ocpv.testkit.server.webhook.Reviews;
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
        ObjectNode converted = asked(object, from, to, what);
        checkSame(object, converted, what + " returned invalid object: ");
        String about = what + " returned invalid metadata: ";
        converted.set("metadata", metadata(object.path("metadata"), converted.path("metadata"), about));
        object.removeAll();
        object.setAll(converted);
    }

    private static StatusException unfit(String words) {
        return Statuses.plain(500, words);
    }

    private ObjectNode asked(ObjectNode object, String from, String to, String what) {
        JsonNode objects = objects(object, from, to, what + " failed: ");
        if (objects.size() != 1) {
            throw unfit(what + " returned " + objects.size() + " objects, expected 1");
        }
        JsonNode converted = objects.get(0);
        check(what, "groupVersion", to, Json.textAt(converted, "apiVersion"));
        check(what, "kind", Json.textAt(object, "kind"), Json.textAt(converted, "kind"));
        return converted.deepCopy();
    }

    private static void check(String what, String part, String expected, String received) {
        if (!received.equals(expected)) {
            throw unfit(what + " returned invalid object at index 0: invalid " + part + " (expected " + expected
                    + ", received " + received + ")");
        }
    }

    private JsonNode objects(ObjectNode object, String from, String to, String failed) {
        String uid = backend.newUid();
        String version = GROUP
                + Reviews.version(webhook.path("conversionReviewVersions"))
                        .orElseThrow(() -> unfit(failed + "no supported conversion review versions"));
        ObjectNode sent = Json.shallow(object);
        sent.put("apiVersion", from);
        ObjectNode request = Json.object().put("uid", uid).put("desiredAPIVersion", to);
        request.putArray("objects").add(sent);
        ObjectNode review = Json.object();
        review.put("kind", "ConversionReview").put("apiVersion", version).set("request", request);
        try {
            return objects(
                    client.post(webhook.path("clientConfig"), "?timeout=" + SECONDS + "s", SECONDS, review),
                    version,
                    uid);
        } catch (CallFailedException e) {
            throw unfit(failed + e.words());
        }
    }

    private static JsonNode objects(JsonNode answer, String version, String uid) throws CallFailedException {
        Reviews.checkKind(answer, version, "ConversionReview");
        JsonNode response = answer.path("response");
        if (!response.isObject()) {
            throw new CallFailedException("no response provided");
        }
        Reviews.checkUid(response, version, uid);
        JsonNode result = response.path("result");
        String status = Json.textAt(result, "status");
        if (!status.equals("Success")) {
            String message = Json.textAt(result, "message");
            String words = "response.result.status was '" + status + "', not 'Success'";
            throw new CallFailedException(message.isEmpty() ? words : message);
        }
        return response.path("convertedObjects");
    }

    private static void checkSame(ObjectNode before, ObjectNode after, String words) {
        for (Map.Entry<String, String> part :
                List.of(Map.entry("name", "name"), Map.entry("namespace", "namespace"), Map.entry("uid", "UID"))) {
            String expected = Json.textAt(before, "metadata", part.getKey());
            String found = Json.textAt(after, "metadata", part.getKey());
            if (!found.equals(expected)) {
                throw unfit(words + "must have the same " + part.getValue() + ": " + expected + " != " + found);
            }
        }
    }

    private ObjectNode metadata(JsonNode before, JsonNode after, String words) {
        if (!after.isObject()) {
            String type = "invalid metadata of type " + GoText.type(after) + " in converted object";
            throw unfit(words + (after.isMissingNode() ? "missing metadata in converted object" : type));
        }
        ObjectNode metadata = before instanceof ObjectNode given ? Json.shallow(given) : Json.object();
        for (String field : List.of("labels", "annotations")) {
            JsonNode texts = after.path(field);
            if (texts.isMissingNode() || texts.isNull()) {
                metadata.remove(field);
                continue;
            }
            checkTexts(field, texts, words);
            if (!texts.equals(metadata.path(field))) {
                checkRules(field, texts, words);
            }
            metadata.set(field, texts);
        }
        return metadata;
    }

    private static void checkTexts(String field, JsonNode texts, String words) {
        if (!texts.isObject()) {
            throw unfit(
                    words + "invalid metadata." + field + " of type " + GoText.type(texts) + " in converted object");
        }
        for (Map.Entry<String, JsonNode> text : texts.properties()) {
            if (!text.getValue().isTextual()) {
                throw unfit(words + "metadata." + field + "[" + text.getKey() + "] must be a string, but is "
                        + GoText.type(text.getValue()) + " in converted object");
            }
        }
    }

    private void checkRules(String field, JsonNode texts, String words) {
        FieldErrors errors = new FieldErrors(backend.minor());
        if (field.equals("labels")) {
            MetadataRules.labels(texts, "metadata.labels", errors);
        } else {
            MetadataRules.annotations(texts, "metadata.annotation", errors);
        }
        if (!errors.isEmpty()) {
            throw unfit(words + Statuses.text(errors.causes()));
        }
    }
}
