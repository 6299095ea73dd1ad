package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Cidr;
import dev.ocpv.testkit.server.cel.Ip;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Addresses that are read but should be written otherwise. */
final class AddressWarnings {
    /** The first minor that warns of addresses everywhere, and in these words. */
    private static final int SINCE = 33;

    private AddressWarnings() {}

    static void ip(Part address, Consumer<String> warn) {
        String text = address.text();
        Optional<Ip> read = Ip.parse(text);
        if (read.isEmpty() && address.minor() >= SINCE) {
            TextRules.readIp(text)
                    .ifPresent(ip -> warn.accept(address.path() + ": non-standard IP address \"" + text
                            + "\" will be considered invalid in a future Kubernetes release: use \"" + ip + "\""));
        }
        read.filter(ip -> ip.bits() > 32 && !ip.toString().equals(text))
                .ifPresent(ip -> warn.accept(address.path() + ": IPv6 address \"" + text + "\" "
                        + (address.minor() < SINCE
                                ? "is not in RFC 5952 canonical format (\"" + ip
                                        + "\"), which may cause controller apply-loops"
                                : "should be in RFC 5952 canonical format (\"" + ip + "\")")));
    }

    /** Tells what is found in the status of a pod, a service or an ingress. */
    static void status(Part object, Consumer<String> warn) {
        Part status = object.at("status");
        for (String list : List.of("podIPs", "hostIPs")) {
            status.at(list).items().forEach(entry -> newIp(entry.at("ip"), warn));
        }
        for (Part ingress : status.at("loadBalancer", "ingress").items()) {
            newIp(ingress.at("ip").as(ingress.path()), warn);
        }
    }

    static void network(Part network, Consumer<String> warn) {
        String text = network.text();
        Cidr read = Cidr.parse(text).orElse(null);
        if (read == null) {
            return;
        }
        if (network.minor() < SINCE) {
            if (read.ip().bits() > 32 && !read.toString().equals(text)) {
                warn.accept(network.path() + ": IPv6 prefix \"" + text + "\" is not in RFC 5952 canonical format (\""
                        + read + "\"), which may cause controller apply-loops");
            }
            return;
        }
        Cidr whole = read.masked();
        if (!whole.ip().equals(read.ip())) {
            warn.accept(network.path() + ": CIDR value \"" + text + "\" is ambiguous in this context (should be \""
                    + whole + "\" or \"" + new Cidr(read.ip(), read.ip().bits()) + "\"?)");
        } else if (read.ip().bits() > 32 && !read.toString().equals(text)) {
            warn.accept(network.path() + ": IPv6 CIDR value \"" + text + "\" should be in RFC 5952 canonical format (\""
                    + read + "\")");
        }
    }

    /** As {@link #ip}, where older releases do not warn. */
    static void newIp(Part address, Consumer<String> warn) {
        if (address.minor() >= SINCE) {
            ip(address, warn);
        }
    }

    /** As {@link #network}, where older releases do not warn. */
    static void newNetwork(Part network, Consumer<String> warn) {
        if (network.minor() >= SINCE) {
            network(network, warn);
        }
    }
}
