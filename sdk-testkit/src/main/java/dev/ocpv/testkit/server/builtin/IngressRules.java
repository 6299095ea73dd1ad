package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Ip;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.List;
import java.util.regex.Pattern;

/** How requests come into a cluster. */
final class IngressRules {
    private static final String CLASS = "kubernetes.io/ingress.class";
    private static final Pattern WILDCARD =
            Pattern.compile("\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String WILDCARD_WORDS =
            "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist"
                    + " of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g."
                    + " '*.example.com', regex used for validation is"
                    + " '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private IngressRules() {}

    static void create(Part object, Part ignored) {
        spec(object.at("spec"));
        Part annotation = object.at("metadata", "annotations").key(CLASS).as("annotations." + CLASS);
        Part named = object.at("spec", "ingressClassName");
        if (annotation.isSet() && named.isSet() && !annotation.is(named.text())) {
            annotation.invalid("must match `ingressClassName` when both are specified");
        }
    }

    static void update(Part object, Part ignored) {
        spec(object.at("spec"));
    }

    private static void spec(Part spec) {
        Part rules = spec.at("rules");
        Part backend = spec.at("defaultBackend");
        if (rules.isZero() && !backend.isSet()) {
            rules.as(spec.path()).invalid("either `defaultBackend` or `rules` must be specified");
        }
        if (backend.isSet()) {
            backend(backend);
        }
        for (Part rule : rules.items()) {
            rule(rule);
        }
        for (Part tls : spec.at("tls").items()) {
            tls.at("hosts").items().forEach(IngressRules::host);
            if (!tls.at("secretName").isZero()) {
                tls.at("secretName").subdomain();
            }
        }
        if (spec.at("ingressClassName").isSet()) {
            spec.at("ingressClassName").subdomain();
        }
    }

    private static void host(Part host) {
        if (!host.text().contains("*")) {
            host.subdomain();
        } else if (!WILDCARD.matcher(host.text()).matches()) {
            host.invalid(WILDCARD_WORDS);
        }
    }

    private static void rule(Part rule) {
        Part host = rule.at("host");
        if (!host.isZero()) {
            noAddress(host);
            host(host);
        }
        Part paths = rule.at("http", "paths");
        if (!rule.at("http").isSet()) {
            return;
        }
        if (paths.isZero()) {
            paths.required("");
        }
        paths.items().forEach(IngressRules::path);
    }

    private static void noAddress(Part host) {
        if (Ip.parse(host.text()).isPresent()) {
            host.invalid("must be a DNS name, not an IP address");
        }
    }

    private static void path(Part one) {
        Part type = one.at("pathType");
        Part path = one.at("path");
        if (!type.isSet()) {
            type.required("pathType must be specified");
            return;
        }
        boolean absolute = path.text().startsWith("/");
        switch (type.text()) {
            case "Exact", "Prefix" -> {
                if (!absolute) {
                    path.invalid("must be an absolute path");
                }
                plain(path);
            }
            case "ImplementationSpecific" -> {
                if (!path.isZero() && !absolute) {
                    path.invalid("must be an absolute path");
                }
            }
            default -> type.notSupported("Exact", "ImplementationSpecific", "Prefix");
        }
        backend(one.at("backend"));
    }

    private static void plain(Part path) {
        for (String sequence : List.of("//", "/./", "/../", "%2f", "%2F")) {
            if (path.text().contains(sequence)) {
                path.invalid("must not contain '" + sequence + "'");
            }
        }
        for (String end : List.of("/..", "/.")) {
            if (path.text().endsWith(end)) {
                path.invalid("cannot end with '" + end + "'");
            }
        }
    }

    private static void backend(Part backend) {
        boolean resource = backend.at("resource").isSet();
        boolean service = backend.at("service").isSet();
        if (resource && service) {
            backend.invalid(Json.text(""), "cannot set both resource and service backends");
        } else if (resource) {
            reference(backend.at("resource"));
        } else if (service) {
            service(backend.at("service"), backend);
        } else {
            backend.invalid(Json.text(""), "resource or service backend is required");
        }
    }

    private static void service(Part service, Part backend) {
        Part name = service.at("name");
        if (name.present()) {
            name.invalid(NameRules.label1035(name.text(), false));
        }
        Part number = service.at("port", "number");
        Part named = service.at("port", "name");
        if (!number.isZero() && !named.isZero()) {
            backend.invalid(Json.text(""), "cannot set both port name & port number");
        } else if (!named.isZero()) {
            named.invalid(TextRules.portName(named.text()));
        } else if (!number.isZero()) {
            number.port();
        } else {
            backend.required("port name or number is required");
        }
    }

    private static void reference(Part reference) {
        if (reference.at("apiGroup").isSet()) {
            reference.at("apiGroup").subdomain();
        }
        for (String field : List.of("kind", "name")) {
            Part text = reference.at(field);
            if (text.isZero()) {
                text.required(text.minor() < 34 ? field + " is required" : "");
            } else {
                text.invalid(NameRules.pathSegment(text.text(), false));
            }
        }
    }

    static void status(Part object, Part ignored) {
        for (Part ingress : object.at("status", "loadBalancer", "ingress").items()) {
            Part ip = ingress.at("ip");
            if (!ip.isZero()) {
                ip.invalid(TextRules.looseIp(ip.text()));
            }
            Part host = ingress.at("hostname");
            if (!host.isZero()) {
                host.subdomain();
                noAddress(host);
            }
        }
    }

    static void ingressClass(Part object, Part ignored) {
        Part controller = object.at("spec", "controller");
        if (controller.text().length() > 250) {
            controller.errors().tooLong(controller.path(), 250);
        }
        TextRules.domainPath(controller);
        Part parameters = object.at("spec", "parameters");
        if (parameters.isSet()) {
            reference(parameters);
            scope(parameters);
        }
    }

    private static void scope(Part parameters) {
        Part scope = parameters.at("scope");
        Part namespace = parameters.at("namespace");
        if (!scope.isSet()) {
            scope.required("");
        } else if (!scope.is("Cluster", "Namespace")) {
            scope.notSupported("Cluster", "Namespace");
        } else if (scope.is("Namespace") && !namespace.isSet()) {
            namespace.required("`parameters.scope` is set to 'Namespace'");
        } else if (scope.is("Namespace")) {
            namespace.label();
        } else if (namespace.isSet()) {
            namespace.forbidden("`parameters.scope` is set to 'Cluster'");
        }
    }

    static void ingressClassUpdate(Part object, Part old) {
        object.at("spec", "controller").immutable(old.at("spec", "controller"));
        ingressClass(object, old);
    }
}
