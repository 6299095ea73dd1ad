package dev.ocpv.testkit.server.builtin;

/** What probes and the hooks of a container's life must be like. */
final class HandlerRules {
    private static final String[] KINDS = {"exec", "httpGet", "tcpSocket", "grpc", "sleep"};

    private HandlerRules() {}

    static void lifecycle(Part lifecycle, Part grace) {
        for (String hook : new String[] {"postStart", "preStop"}) {
            if (lifecycle.at(hook).isSet()) {
                handler(lifecycle.at(hook));
                sleep(lifecycle.at(hook, "sleep"), grace);
            }
        }
    }

    private static void sleep(Part sleep, Part grace) {
        if (!sleep.isSet() || !grace.isSet()) {
            return;
        }
        Part seconds = sleep.at("seconds").as(sleep.path());
        boolean zero = sleep.minor() >= 33;
        if (seconds.number() > grace.number() || seconds.number() < (zero ? 0 : 1)) {
            seconds.invalid((zero ? "must be non-negative" : "must be greater than 0")
                    + " and less than terminationGracePeriodSeconds (" + grace.number() + ")"
                    + (sleep.minor() != 32
                            ? ""
                            : ". Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep."));
        }
    }

    static void probe(Part probe) {
        if (!probe.isSet()) {
            return;
        }
        handler(probe);
        for (String field : new String[] {
            "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"
        }) {
            probe.at(field).notNegative();
        }
        Part grace = probe.at("terminationGracePeriodSeconds");
        if (grace.isSet() && grace.number() <= 0) {
            grace.invalid("must be greater than 0");
        }
    }

    private static void handler(Part handler) {
        int count = 0;
        for (String kind : KINDS) {
            Part one = handler.at(kind);
            if (!one.isSet()) {
                continue;
            }
            if (count++ > 0) {
                one.forbidden("may not specify more than 1 handler type");
            } else {
                handler(one, kind);
            }
        }
        if (count == 0) {
            handler.required("must specify a handler type");
        }
    }

    private static void handler(Part one, String kind) {
        switch (kind) {
            case "exec" -> one.at("command").present();
            case "httpGet" -> {
                one.at("path").present();
                port(one.at("port"));
                one.at("scheme").oneOf("HTTP", "HTTPS");
                for (Part header : one.at("httpHeaders").items()) {
                    header.at("name")
                            .as(one.at("httpHeaders").path())
                            .invalid(TextRules.header(header.at("name").text()));
                }
            }
            case "tcpSocket" -> port(one.at("port"));
            case "grpc" -> one.at("port").port();
            default -> {}
        }
    }

    /** A port is a number, or the name of one. */
    static void port(Part port) {
        if (port.value().isTextual()) {
            port.asText().invalid(TextRules.portName(port.text()));
        } else if (port.number() < 1 || port.number() > 65_535) {
            port.invalid(
                    dev.ocpv.testkit.server.codec.Json.number(port.number()), "must be between 1 and 65535, inclusive");
        }
    }
}
