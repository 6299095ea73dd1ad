package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a definition says that objects are brought from version to version. */
final class ConversionRules {
    private static final String CLIENT = "spec.conversion.webhookClientConfig";
    private static final String REVIEWS = "spec.conversion.conversionReviewVersions";

    private final FieldErrors errors;

    ConversionRules(FieldErrors errors) {
        this.errors = errors;
    }

    void check(JsonNode conversion) {
        String strategy = Json.textAt(conversion, "strategy");
        if (strategy.isEmpty()) {
            errors.required("spec.conversion.strategy", "");
        } else if (!strategy.equals("None") && !strategy.equals("Webhook")) {
            errors.notSupported("spec.conversion.strategy", Json.text(strategy), List.of("None", "Webhook"));
        }
        JsonNode client = conversion.path("webhook").path("clientConfig");
        JsonNode reviews = conversion.path("webhook").path("conversionReviewVersions");
        if (strategy.equals("Webhook")) {
            if (client.isObject()) {
                ClientConfigRules.check(client, CLIENT, errors);
            } else {
                errors.required(CLIENT, "required when strategy is set to Webhook");
            }
            reviews(reviews);
            return;
        }
        if (client.isObject()) {
            errors.forbidden(CLIENT, "should not be set when strategy is not set to Webhook");
        }
        if (!reviews.isEmpty()) {
            errors.forbidden(REVIEWS, "should not be set when strategy is not set to Webhook");
        }
    }

    private void reviews(JsonNode reviews) {
        if (reviews.isEmpty()) {
            errors.required(REVIEWS, "");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < reviews.size(); i++) {
            String version = reviews.get(i).asText();
            String at = REVIEWS + "[" + i + "]";
            if (!seen.add(version)) {
                errors.invalid(at, version, "duplicate version");
                continue;
            }
            NameRules.label1035(version, false).forEach(problem -> errors.invalid(at, version, problem));
        }
        if (!seen.contains("v1") && !seen.contains("v1beta1")) {
            errors.invalid(REVIEWS, GoText.texts(reviews, errors.minor()), "must include at least one of v1, v1beta1");
        }
    }
}
