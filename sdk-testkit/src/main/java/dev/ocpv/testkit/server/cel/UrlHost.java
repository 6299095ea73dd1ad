package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;

/** The part of an URL that names a host, with whom asks and at which port. */
final class UrlHost {
    private static final String USER = "-._:~!$&'()*+,;=%@";

    private UrlHost() {}

    /** {@return host and port, without the user} */
    static String read(String scheme, String authority) {
        int at = authority.lastIndexOf('@');
        var host = host(scheme, authority.substring(at + 1));
        if (at >= 0) {
            var user = authority.substring(0, at);
            if (!user.chars().allMatch(c -> isAlphanumeric(c) || USER.indexOf(c) >= 0)) {
                throw new RuleException("net/url: invalid userinfo");
            }
            UrlEscapes.USER.decode(user);
        }
        return host;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String host(String scheme, String host) {
        int open = host.lastIndexOf('[');
        if (open > 0) {
            throw new RuleException("invalid IP-literal");
        }
        if (open == 0) {
            return literal(host);
        }
        int colon = host.indexOf(':');
        if (colon >= 0 && !scheme.equals("http") && !scheme.equals("https")) {
            colon = host.lastIndexOf(':');
        }
        if (colon >= 0) {
            checkPort(host.substring(colon));
        }
        return UrlEscapes.HOST.decode(host);
    }

    private static String literal(String host) {
        int close = host.lastIndexOf(']');
        if (close < 0) {
            throw new RuleException("missing ']' in host");
        }
        checkPort(host.substring(close + 1));
        var name = host.substring(1, close);
        int zone = name.indexOf("%25");
        var decoded = zone < 0
                ? UrlEscapes.HOST.decode(name)
                : UrlEscapes.HOST.decode(name.substring(0, zone)) + UrlEscapes.ZONE.decode(name.substring(zone));
        try {
            if (IpReader.read(decoded).ip().bits() == 32) {
                throw new RuleException("invalid IP-literal");
            }
        } catch (RuleException e) {
            var why = String.valueOf(e.getMessage());
            throw new RuleException(why.startsWith("ParseAddr") ? "invalid host: " + why : why);
        }
        return "[" + decoded + "]" + host.substring(close + 1);
    }

    private static void checkPort(String port) {
        if (!isPort(port)) {
            throw new RuleException("invalid port " + GoText.quote(port) + " after host");
        }
    }

    /** {@return whether this is nothing, or a colon with digits or without} */
    static boolean isPort(String text) {
        return text.matches("(:[0-9]*)?");
    }
}
