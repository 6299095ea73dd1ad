package dev.ocpv.testkit.server.cel;

import static dev.ocpv.testkit.server.cel.Functions.BOOL;
import static dev.ocpv.testkit.server.cel.Functions.INT;
import static dev.ocpv.testkit.server.cel.Functions.STRING;
import static dev.ocpv.testkit.server.cel.Functions.text;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Functions of URLs, IP addresses and address blocks. */
final class NetworkFunctions {
    static final CelType URL = OpaqueType.create("kubernetes.URL");
    static final CelType IP = OpaqueType.create("net.IP");
    static final CelType CIDR = OpaqueType.create("net.CIDR");

    private NetworkFunctions() {}

    static void urls(Functions functions) {
        functions
                .global("url", "string_to_url", URL, List.of(STRING), a -> Url.parse(text(a[0])))
                .global("isURL", "is_url_string", BOOL, List.of(STRING), a -> Url.isUrl(text(a[0])))
                .member(
                        "getQuery",
                        "url_get_query",
                        MapType.create(STRING, ListType.create(STRING)),
                        List.of(URL),
                        a -> ((Url) a[0]).queryValues());
        part(functions, "getScheme", Url::scheme);
        part(functions, "getHost", Url::host);
        part(functions, "getHostname", Url::hostname);
        part(functions, "getPort", Url::port);
        part(functions, "getEscapedPath", Url::escapedPath);
    }

    private static void part(Functions functions, String name, Function<Url, String> part) {
        functions.member(name, "url_" + name, STRING, List.of(URL), a -> part.apply((Url) a[0]));
    }

    static void addresses(Functions functions) {
        functions
                .global("ip", "string_to_ip", IP, List.of(STRING), a -> Ip.read(text(a[0])))
                .global(
                        "isIP",
                        "is_ip",
                        BOOL,
                        List.of(STRING),
                        a -> Ip.parse(text(a[0])).isPresent())
                .global(
                        "ip.isCanonical",
                        "ip_is_canonical",
                        BOOL,
                        List.of(STRING),
                        a -> Ip.read(text(a[0])).toString().equals(text(a[0])))
                .member("family", "ip_family", INT, List.of(IP), a -> ((Ip) a[0]).bits() == 32 ? 4L : 6L)
                .global("string", "ip_to_string", STRING, List.of(IP), a -> a[0].toString());
        test(functions, "isUnspecified", Ip::isUnspecified);
        test(functions, "isLoopback", Ip::isLoopback);
        test(functions, "isLinkLocalMulticast", Ip::isLinkLocalMulticast);
        test(functions, "isLinkLocalUnicast", Ip::isLinkLocalUnicast);
        test(functions, "isGlobalUnicast", Ip::isGlobalUnicast);
    }

    private static void test(Functions functions, String name, Predicate<Ip> test) {
        functions.member(name, "ip_" + name, BOOL, List.of(IP), a -> test.test((Ip) a[0]));
    }

    static void blocks(Functions functions) {
        functions
                .global("cidr", "string_to_cidr", CIDR, List.of(STRING), a -> cidr(text(a[0])))
                .global(
                        "isCIDR",
                        "is_cidr",
                        BOOL,
                        List.of(STRING),
                        a -> Cidr.parse(text(a[0])).isPresent())
                .global("string", "cidr_to_string", STRING, List.of(CIDR), a -> a[0].toString())
                .member("ip", "cidr_ip", IP, List.of(CIDR), a -> ((Cidr) a[0]).ip())
                .member("masked", "cidr_masked", CIDR, List.of(CIDR), a -> ((Cidr) a[0]).masked())
                .member("prefixLength", "cidr_prefix_length", INT, List.of(CIDR), a -> (long) ((Cidr) a[0]).prefix())
                .member(
                        "containsIP",
                        "cidr_contains_ip_ip",
                        BOOL,
                        List.of(CIDR, IP),
                        a -> ((Cidr) a[0]).contains((Ip) a[1]))
                .member(
                        "containsIP",
                        "cidr_contains_ip_string",
                        BOOL,
                        List.of(CIDR, STRING),
                        a -> ((Cidr) a[0]).contains(contained(text(a[1]))))
                .member(
                        "containsCIDR",
                        "cidr_contains_cidr",
                        BOOL,
                        List.of(CIDR, CIDR),
                        a -> ((Cidr) a[0]).contains((Cidr) a[1]))
                .member(
                        "containsCIDR",
                        "cidr_contains_cidr_string",
                        BOOL,
                        List.of(CIDR, STRING),
                        a -> ((Cidr) a[0]).contains(cidr(text(a[1]))));
    }

    private static Cidr cidr(String text) {
        try {
            return Cidr.read(text);
        } catch (RuleException e) {
            throw new RuleException("network address parse error during conversion from string: " + e.getMessage());
        }
    }

    /** The real server takes a text that is no address for an argument of the wrong type. */
    private static Ip contained(String text) {
        return Ip.parse(text).orElseThrow(() -> new RuleException(RuleErrors.NO_OVERLOAD));
    }
}
