package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Ip;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the pods of a service are. */
final class EndpointRules {
    private static final String[] PROTOCOLS = {"SCTP", "TCP", "UDP"};

    private EndpointRules() {}

    static void endpoints(Part object, Part ignored) {
        for (Part subset : object.at("subsets").items()) {
            if (subset.at("addresses").isZero()
                    && subset.at("notReadyAddresses").isZero()) {
                subset.required("must specify `addresses` or `notReadyAddresses`");
            }
            for (String list : List.of("addresses", "notReadyAddresses")) {
                subset.at(list).items().forEach(EndpointRules::address);
            }
            List<Part> ports = subset.at("ports").items();
            ports.forEach(port -> port(port, ports.size() > 1));
        }
    }

    /** What did not change is not looked at. */
    static void endpointsUpdate(Part object, Part old) {
        if (!object.at("subsets").same(old.at("subsets"))) {
            endpoints(object, old);
        }
    }

    private static void address(Part address) {
        Part ip = address.at("ip");
        ip.invalid(TextRules.ip(ip.text()));
        if (!address.at("hostname").isZero()) {
            address.at("hostname").label();
        }
        if (address.at("nodeName").isSet()) {
            address.at("nodeName").subdomain();
        }
        reachable(ip);
    }

    /** It must be an address at which another machine can be. */
    static void reachable(Part text) {
        Ip ip = Ip.parse(text.text()).orElse(null);
        if (ip == null) {
            text.invalid("must be a valid IP address");
        } else if (ip.isUnspecified()) {
            text.invalid("may not be unspecified (" + text.text() + ")");
        } else if (ip.isLoopback()) {
            text.invalid("may not be in the loopback range (127.0.0.0/8, ::1/128)");
        } else if (ip.isLinkLocalUnicast()) {
            text.invalid("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        } else if (ip.isLinkLocalMulticast()) {
            text.invalid("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
    }

    private static void port(Part port, boolean named) {
        Part name = port.at("name");
        if (named && name.isZero()) {
            name.required("");
        } else if (!name.isZero()) {
            name.label();
        }
        port.at("port").port();
        port.at("protocol").requiredOneOf(PROTOCOLS);
        if (port.at("appProtocol").isSet()) {
            port.at("appProtocol").labelKey();
        }
    }

    static void slice(Part object, Part ignored) {
        aside(object);
        sliceEndpoints(object);
    }

    private static void aside(Part object) {
        object.at("addressType").requiredOneOf("FQDN", "IPv4", "IPv6");
        Set<String> names = new HashSet<>();
        for (Part port : object.at("ports").items()) {
            Part name = port.at("name");
            if (!name.isZero()) {
                name.label();
            }
            if (!names.add(name.text())) {
                name.duplicate();
            }
            port.at("protocol").requiredOneOf(PROTOCOLS);
            if (port.at("appProtocol").isSet()) {
                port.at("appProtocol").labelKey();
            }
        }
    }

    static void sliceUpdate(Part object, Part old) {
        aside(object);
        if (!object.at("endpoints").same(old.at("endpoints"))) {
            sliceEndpoints(object);
        }
        object.at("addressType").immutable(old.at("addressType"));
    }

    private static void sliceEndpoints(Part object) {
        Part endpoints = object.at("endpoints");
        if (endpoints.value().size() > 1000) {
            endpoints.atMost(1000);
            return;
        }
        for (Part endpoint : endpoints.items()) {
            Part addresses = endpoint.at("addresses");
            if (addresses.isZero()) {
                addresses.required("must contain at least 1 address");
            }
            addresses.atMost(100);
            addresses.items().forEach(address -> sliceAddress(address, addresses, object.at("addressType")));
            if (endpoint.at("nodeName").isSet()) {
                endpoint.at("nodeName").subdomain();
            }
            if (endpoint.at("hostname").isSet()) {
                endpoint.at("hostname").label();
            }
            hints(endpoint.at("hints", "forZones"), true);
            hints(endpoint.at("hints", "forNodes"), false);
        }
    }

    private static void sliceAddress(Part address, Part all, Part type) {
        if (type.is("FQDN")) {
            domain(address);
            return;
        }
        if (!type.is("IPv4", "IPv6")) {
            return;
        }
        List<String> problems = TextRules.ip(address.text());
        if (address.minor() < 33) {
            oldSliceAddress(address, type.text(), problems.isEmpty());
            return;
        }
        address.invalid(problems);
        if (problems.isEmpty()) {
            boolean older = address.text().indexOf(':') < 0;
            if (older != type.is("IPv4")) {
                address.as(all.path()).invalid("must be an " + type.text() + " address");
            }
            reachable(address);
        }
    }

    /** Older releases ask first whether the family fits, and then whether it is an address at all. */
    private static void oldSliceAddress(Part address, String type, boolean valid) {
        boolean older = address.text().indexOf(':') < 0;
        if (!valid || older != type.equals("IPv4")) {
            address.invalid("must be a valid " + type + " address");
        }
        if (valid) {
            reachable(address);
        } else {
            address.invalid("must be a valid IP address");
        }
    }

    private static void domain(Part address) {
        if (!address.present()) {
            return;
        }
        String name = address.text().replaceFirst("\\.$", "");
        List<String> problems = NameRules.subdomain(name, false);
        Part shown = address.with(Json.text(name));
        if (!problems.isEmpty()) {
            shown.invalid(String.join(",", problems));
        } else if (!name.contains(".")) {
            shown.invalid("should be a domain with at least two segments separated by dots");
        }
    }

    private static void hints(Part hints, boolean zones) {
        if (hints.value().size() > 8) {
            hints.atMost(8);
            return;
        }
        Set<String> known = new HashSet<>();
        for (Part hint : hints.items()) {
            Part name = hint.at("name");
            if (!known.add(name.text())) {
                name.duplicate();
            }
            if (zones) {
                name.labelValue();
            } else {
                name.subdomain();
            }
        }
    }
}
