package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Cidr;
import dev.ocpv.testkit.server.cel.Ip;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a Service must be like. */
final class ServiceRules {
    private static final String ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'";

    private static final String HINTS = "service.kubernetes.io/topology-aware-hints";

    private ServiceRules() {}

    static void check(Part service) {
        Part spec = service.at("spec");
        Part annotations = service.at("metadata", "annotations");
        Part hints = annotations.key(HINTS);
        Part mode = annotations.key("service.kubernetes.io/topology-mode");
        if (hints.isSet() && mode.isSet() && !mode.is(hints.text())) {
            mode.invalid("must match annotations[" + HINTS + "] when both are specified");
        }
        boolean headless = spec.at("clusterIPs").items().stream().anyMatch(ip -> ip.is("None"));
        String type = spec.at("type").text();
        Part ports = spec.at("ports");
        if (ports.isZero() && !headless && !type.equals("ExternalName")) {
            ports.required("");
        }
        byType(spec, type, headless);
        ports(ports);
        spec.at("selector").labels();
        affinity(spec);
        ServiceIpRules.check(spec);
        for (Part ip : spec.at("externalIPs").items()) {
            externalIp(ip);
        }
        spec.at("type").requiredOneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        nodePorts(ports, type);
        samePorts(ports);
        ranges(spec, annotations, type.equals("LoadBalancer"));
        balanced(spec, type.equals("LoadBalancer"));
        traffic(spec, type);
    }

    private static void byType(Part spec, String type, boolean headless) {
        Part ips = spec.at("clusterIPs");
        switch (type) {
            case "LoadBalancer", "NodePort" -> {
                if (type.equals("LoadBalancer") && spec.minor() < 34) {
                    for (Part port : spec.at("ports").items()) {
                        if (port.at("port").number() == 10_250) {
                            port.at("port")
                                    .as(port.path())
                                    .invalid("may not expose port 10250 externally since it is used by kubelet");
                        }
                    }
                }
                if (headless) {
                    ips.items().get(0).invalid("may not be set to 'None' for " + type + " services");
                }
            }
            case "ExternalName" -> external(spec, ips);
            default -> {}
        }
    }

    private static void external(Part spec, Part ips) {
        if (!ips.isZero()) {
            ips.forbidden("may not be set for ExternalName services");
        }
        for (String field : List.of("ipFamilies", "ipFamilyPolicy")) {
            if (!spec.at(field).isZero()) {
                spec.at(field).forbidden("may not be set for ExternalName services");
            }
        }
        Part name = spec.at("externalName");
        String text = name.text();
        String host = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (host.isEmpty()) {
            name.required("");
        } else {
            name.with(Json.text(host)).invalid(NameRules.subdomain(host, false));
        }
    }

    private static void ports(Part ports) {
        Set<String> names = new HashSet<>();
        boolean several = ports.items().size() > 1;
        for (Part port : ports.items()) {
            Part name = port.at("name");
            if (!name.isZero()) {
                name.label();
                if (!names.add(name.text())) {
                    name.duplicate();
                }
            } else if (several) {
                name.required("");
            }
            port.at("port").port();
            port.at("protocol").requiredOneOf("SCTP", "TCP", "UDP");
            HandlerRules.port(port.at("targetPort"));
            if (port.at("appProtocol").isSet()) {
                port.at("appProtocol").labelKey();
            }
        }
    }

    private static void affinity(Part spec) {
        spec.at("sessionAffinity").requiredOneOf("ClientIP", "None");
        Part config = spec.at("sessionAffinityConfig");
        if (spec.at("sessionAffinity").is("ClientIP")) {
            Part seconds = config.at("clientIP", "timeoutSeconds");
            if (!config.isSet()) {
                config.required("when session affinity type is ClientIP");
            } else if (!seconds.isSet()) {
                seconds.required("when session affinity type is ClientIP");
            } else if (seconds.number() <= 0 || seconds.number() > 86_400) {
                seconds.invalid("must be greater than 0 and less than 86400");
            }
        } else if (spec.at("sessionAffinity").is("None") && config.isSet()) {
            config.forbidden("must not be set when session affinity is None");
        }
    }

    private static void externalIp(Part ip) {
        List<String> problems = TextRules.ip(ip.text());
        ip.invalid(problems);
        if (!problems.isEmpty()) {
            return;
        }
        Ip address = Ip.parse(ip.text()).orElseThrow();
        boolean four = address.bits() == 32;
        if (address.value().signum() == 0) {
            ip.invalid("may not be unspecified (" + ip.text() + ")");
        }
        within(ip, four ? "127.0.0.0/8" : "::1/128", "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        within(
                ip,
                four ? "169.254.0.0/16" : "fe80::/10",
                "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        within(
                ip,
                four ? "224.0.0.0/24" : "ff02::/10",
                "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }

    private static void within(Part ip, String block, String words) {
        if (Cidr.parse(block).orElseThrow().contains(Ip.parse(ip.text()).orElseThrow())) {
            ip.invalid(words);
        }
    }

    private static void nodePorts(Part ports, String type) {
        Set<String> taken = new HashSet<>();
        for (Part port : ports.items()) {
            Part nodePort = port.at("nodePort");
            if (nodePort.number() == 0) {
                continue;
            }
            if (type.equals("ClusterIP")) {
                nodePort.forbidden("may not be used when `type` is 'ClusterIP'");
            }
            if (!taken.add(port.at("protocol").text() + nodePort.number())) {
                nodePort.duplicate();
            }
        }
    }

    private static void samePorts(Part ports) {
        Set<String> taken = new HashSet<>();
        for (Part port : ports.items()) {
            String protocol = port.at("protocol").text();
            long number = port.at("port").number();
            if (!taken.add(protocol + number)) {
                var key = Json.object().put("protocol", protocol);
                key.set("port", Json.number(number));
                key.set("targetPort", Json.number(0));
                port.with(key).duplicate();
            }
        }
    }

    /** Who may come in, as a field says it or, without one, an annotation. */
    private static void ranges(Part spec, Part annotations, boolean balanced) {
        Part ranges = spec.at("loadBalancerSourceRanges")
                .as(spec.at("LoadBalancerSourceRanges").path());
        Part annotation = annotations.key("service.beta.kubernetes.io/load-balancer-source-ranges");
        boolean given = !ranges.isZero();
        if (!balanced && given) {
            ranges.forbidden(ONLY_BALANCED);
        } else if (!balanced && annotation.isSet()) {
            annotation.forbidden(ONLY_BALANCED);
        }
        for (Part range : ranges.items()) {
            network(range, range.text());
        }
        if (!given && !annotation.text().isBlank()) {
            for (String range : annotation.text().split(",", -1)) {
                network(annotation, range);
            }
        }
    }

    private static void network(Part shown, String text) {
        shown.with(Json.text(text.strip())).invalid(TextRules.network(text.strip()));
    }

    private static void balanced(Part spec, boolean balanced) {
        Part allocate = spec.at("allocateLoadBalancerNodePorts");
        if (balanced && !allocate.isSet()) {
            allocate.required("");
        } else if (!balanced && allocate.isSet()) {
            allocate.forbidden(ONLY_BALANCED);
        }
        Part loadBalancer = spec.at("loadBalancerClass");
        if (loadBalancer.isSet()) {
            if (balanced) {
                loadBalancer.labelKey();
            } else {
                loadBalancer.forbidden(ONLY_BALANCED);
            }
        }
    }

    private static void traffic(Part spec, String type) {
        Part external = spec.at("externalTrafficPolicy");
        boolean reachable = type.equals("NodePort")
                || type.equals("LoadBalancer")
                || (type.equals("ClusterIP") && !spec.at("externalIPs").isZero());
        if (!reachable && !external.isZero()) {
            external.invalid("may only be set for externally-accessible services");
        } else if (!external.isZero()) {
            external.oneOf("Cluster", "Local");
        } else if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            external.required("");
        }
        Part health = spec.at("healthCheckNodePort");
        boolean local = type.equals("LoadBalancer") && external.is("Local");
        if (!local && health.number() != 0) {
            health.invalid("may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        spec.at("internalTrafficPolicy").optionalOneOf("Cluster", "Local");
        Part distribution = spec.at("trafficDistribution");
        if (spec.minor() >= 34) {
            distribution.optionalOneOf("PreferClose", "PreferSameZone", "PreferSameNode");
        } else {
            distribution.optionalOneOf("PreferClose");
        }
    }

    private static boolean isProbed(Part spec) {
        return spec.at("type").is("LoadBalancer")
                && spec.at("externalTrafficPolicy").is("Local");
    }

    static void update(Part spec, Part old) {
        boolean external = spec.at("type").is("ExternalName") || old.at("type").is("ExternalName");
        if (!external) {
            ServiceIpRules.update(spec, old);
        }
        Part loadBalancer = spec.at("loadBalancerClass");
        boolean stays = spec.at("type").is("LoadBalancer") && old.at("type").is("LoadBalancer");
        if (stays && !loadBalancer.same(old.at("loadBalancerClass"))) {
            loadBalancer.invalid("may not change once set");
        }
        Part health = spec.at("healthCheckNodePort");
        if (isProbed(spec) && isProbed(old) && !health.same(old.at("healthCheckNodePort"))) {
            health.forbidden("field is immutable");
        }
    }

    static void status(Part status, Part spec) {
        Part ingress = status.at("loadBalancer", "ingress");
        if (!spec.at("type").is("LoadBalancer") && !ingress.isZero()) {
            ingress.forbidden("may only be used when `spec.type` is 'LoadBalancer'");
            return;
        }
        for (Part one : ingress.items()) {
            Part ip = one.at("ip");
            if (!ip.isZero()) {
                ip.invalid(TextRules.looseIp(ip.text()));
                if (one.at("ipMode").isSet()) {
                    one.at("ipMode").oneOf("Proxy", "VIP");
                } else if (one.minor() >= 30) {
                    one.at("ipMode").required("must be specified when `ip` is set");
                }
            } else if (one.at("ipMode").isSet()) {
                one.at("ipMode").forbidden("may not be specified when `ip` is not set");
            }
            Part host = one.at("hostname");
            if (!host.isZero()) {
                host.subdomain();
                if (Ip.parse(host.text()).isPresent()) {
                    host.invalid("must be a DNS name, not an IP address");
                }
            }
        }
    }
}
