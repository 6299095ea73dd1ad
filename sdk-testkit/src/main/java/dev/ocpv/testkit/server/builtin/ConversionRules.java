package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a definition says that objects are brought from version to version. */
final class ConversionRules {
    private static final String CLIENT = "spec.conversion.webhookClientConfig";
    private static final String REVIEWS = "spec.conversion.conversionReviewVersions";
    private static final String FORM = "; desired format: https://host[/path]";

    /** From this minor on, what is missing of a service is not named again. */
    private static final int BRIEF = 34;

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
                client(client);
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

    private void client(JsonNode client) {
        boolean url = client.hasNonNull("url");
        if (url == client.hasNonNull("service")) {
            errors.required(CLIENT, "exactly one of url or service is required");
        } else if (url) {
            url(client.path("url").asText());
        } else {
            service(client.path("service"));
        }
    }

    private void url(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            errors.required(
                    CLIENT + ".url",
                    "url must be a valid URL: parse " + GoText.quote(text) + ": " + e.getReason() + FORM);
            return;
        }
        String at = CLIENT + ".url";
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if (!scheme.equals("https")) {
            errors.invalid(at, scheme, "'https' is the only allowed URL scheme" + FORM);
        }
        if (url.getHost() == null) {
            errors.invalid(at, "", "host must be specified" + FORM);
        }
        unwanted(at, url.getRawUserInfo(), "user information is not permitted in the URL");
        unwanted(at, url.getRawFragment(), "fragments are not permitted in the URL");
        unwanted(at, url.getRawQuery(), "query parameters are not permitted in the URL");
    }

    private void unwanted(String at, @Nullable String part, String why) {
        if (part != null && !part.isEmpty()) {
            errors.invalid(at, part, why);
        }
    }

    private void service(JsonNode service) {
        String at = CLIENT + ".service";
        if (Json.textAt(service, "name").isEmpty()) {
            errors.required(at + ".name", errors.minor() < BRIEF ? "service name is required" : "");
        }
        if (Json.textAt(service, "namespace").isEmpty()) {
            errors.required(at + ".namespace", errors.minor() < BRIEF ? "service namespace is required" : "");
        }
        long port = service.path("port").asLong(443);
        if (port < 1 || port > 65535) {
            errors.invalid(
                    at + ".port", Json.number(port), "port is not valid: must be between 1 and 65535, inclusive");
        }
        path(at + ".path", Json.textAt(service, "path"));
    }

    private void path(String at, String path) {
        if (path.isEmpty() || path.equals("/")) {
            return;
        }
        if (path.equals("//")) {
            errors.invalid(at, path, "segment[0] may not be empty");
            return;
        }
        if (!path.startsWith("/")) {
            errors.invalid(at, path, "must start with a '/'");
        }
        String plain = path.substring(1);
        String[] steps = (plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].isEmpty()) {
                errors.invalid(at, path, "segment[" + i + "] may not be empty");
                continue;
            }
            for (String problem : NameRules.subdomain(steps[i], false)) {
                errors.invalid(at, path, "segment[" + i + "]: " + problem);
            }
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
