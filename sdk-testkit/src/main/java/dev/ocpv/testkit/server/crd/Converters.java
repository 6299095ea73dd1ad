package dev.ocpv.testkit.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.webhook.WebhookClient;
import java.util.Map;

/** Finds who brings the objects of a definition from version to version. */
final class Converters {
    private final Map<String, Converter> inProcess;
    private final Backend backend;
    private final WebhookClient client;

    /** With those in the same process by plural and group; they answer in place of a webhook. */
    Converters(Map<String, Converter> inProcess, Backend backend) {
        this.inProcess = inProcess;
        this.backend = backend;
        this.client = new WebhookClient(backend);
    }

    Converter of(ObjectNode crd) {
        Converter known = inProcess.get(Json.textAt(crd, "metadata", "name"));
        if (known != null) {
            return known;
        }
        JsonNode conversion = crd.path("spec").path("conversion");
        return Json.textAt(conversion, "strategy").equals("Webhook")
                ? new ConversionWebhook(backend, client, conversion.path("webhook"))
                : Converter.NONE;
    }
}
