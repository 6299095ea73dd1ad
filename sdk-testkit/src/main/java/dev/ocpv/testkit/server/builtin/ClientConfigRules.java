package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.List;

/** What holds for the address of a webhook. */
final class ClientConfigRules {
    private static final String FORM = "; desired format: https://host[/path]";

    /** From this minor on, what is missing of a service is not named again. */
    private static final int BRIEF = 34;

    private ClientConfigRules() {}

    static void check(JsonNode config, String path, FieldErrors errors) {
        boolean url = config.path("url").isTextual();
        boolean service = config.path("service").isObject();
        if (url == service) {
            errors.required(path, "exactly one of url or service is required");
        } else if (url) {
            url(Json.textAt(config, "url"), path + ".url", errors);
        } else {
            service(config.path("service"), path + ".service", errors);
        }
    }

    private static void url(String text, String path, FieldErrors errors) {
        WebhookUrl url;
        try {
            url = WebhookUrl.parse(text);
        } catch (WebhookUrl.MalformedException e) {
            errors.required(path, "url must be a valid URL: " + e.words() + FORM);
            return;
        }
        if (!url.scheme().equals("https")) {
            errors.invalid(path, url.scheme(), "'https' is the only allowed URL scheme" + FORM);
        }
        if (url.host().isEmpty()) {
            errors.invalid(path, "", "host must be specified" + FORM);
        }
        notPermitted(url.user(), "user information is", path, errors);
        notPermitted(url.fragment(), "fragments are", path, errors);
        notPermitted(url.query(), "query parameters are", path, errors);
    }

    private static void notPermitted(String part, String what, String path, FieldErrors errors) {
        if (!part.isEmpty()) {
            errors.invalid(path, part, what + " not permitted in the URL");
        }
    }

    private static void service(JsonNode service, String path, FieldErrors errors) {
        if (Json.textAt(service, "name").isEmpty()) {
            errors.required(path + ".name", errors.minor() < BRIEF ? "service name is required" : "");
        }
        if (Json.textAt(service, "namespace").isEmpty()) {
            errors.required(path + ".namespace", errors.minor() < BRIEF ? "service namespace is required" : "");
        }
        long port = service.path("port").asLong(443);
        if (port < 1 || port > 65535) {
            errors.invalid(
                    path + ".port", service.path("port"), "port is not valid: must be between 1 and 65535, inclusive");
        }
        String at = Json.textAt(service, "path");
        if (at.equals("//")) {
            errors.invalid(path + ".path", at, "segment[0] may not be empty");
        } else if (!at.isEmpty() && !at.equals("/")) {
            steps(at, path + ".path", errors);
        }
    }

    private static void steps(String at, String path, FieldErrors errors) {
        if (!at.startsWith("/")) {
            errors.invalid(path, at, "must start with a '/'");
        }
        String rest = at.substring(1);
        if (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        List<String> steps = List.of(rest.split("/", -1));
        for (int i = 0; i < steps.size(); i++) {
            String segment = "segment[" + i + "]";
            if (steps.get(i).isEmpty()) {
                errors.invalid(path, at, segment + " may not be empty");
            } else {
                NameRules.subdomain(steps.get(i), false)
                        .forEach(problem -> errors.invalid(path, at, segment + ": " + problem));
            }
        }
    }
}
