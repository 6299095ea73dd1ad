package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.net.URI;
import java.net.URISyntaxException;
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
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            errors.required(path, "url must be a valid URL: parse \"" + text + "\": " + e.getReason() + FORM);
            return;
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if (!scheme.equals("https")) {
            errors.invalid(path, scheme, "'https' is the only allowed URL scheme" + FORM);
        }
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (authority.substring(at + 1).isEmpty()) {
            errors.invalid(path, "", "host must be specified" + FORM);
        }
        if (at >= 0) {
            errors.invalid(path, authority.substring(0, at), "user information is not permitted in the URL");
        }
        notPermitted(url.getFragment(), "fragments are", path, errors);
        notPermitted(url.getRawQuery(), "query parameters are", path, errors);
    }

    private static void notPermitted(
            @org.jspecify.annotations.Nullable String part, String what, String path, FieldErrors errors) {
        if (part != null && !part.isEmpty()) {
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
