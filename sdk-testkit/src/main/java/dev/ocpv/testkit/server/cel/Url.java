package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An URL as the request line of HTTP allows it: absolute, or a path.
 *
 * @param path as it is written, with its escapes
 */
record Url(String scheme, String host, String path, String query) {
    private static final Url ANYTHING = new Url("", "", "*", "");

    /** Reads an URL; throws a {@link RuleException} that says why it is none. */
    static Url parse(String text) {
        try {
            read(text, true);
            int fragment = text.indexOf('#');
            return read(fragment < 0 ? text : text.substring(0, fragment), false);
        } catch (RuleException e) {
            throw new RuleException("URL parse error during conversion from string: " + e.getMessage());
        }
    }

    /** {@return what keeps a text from being an URL; empty when nothing does} */
    static String problem(String text) {
        try {
            read(text, true);
            return "";
        } catch (RuleException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static boolean isUrl(String text) {
        return problem(text).isEmpty();
    }

    /** @param request whether it is what stands in a request line, in which two slashes alone start no host */
    private static Url read(String text, boolean request) {
        try {
            return parts(text, request);
        } catch (RuleException e) {
            throw new RuleException("parse " + GoText.quote(text) + ": " + e.getMessage());
        }
    }

    private static Url parts(String text, boolean request) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new RuleException("net/url: invalid control character in URL");
        }
        if (text.isEmpty() && request) {
            throw new RuleException("empty url");
        }
        if (text.equals("*")) {
            return ANYTHING;
        }
        int colon = schemeEnd(text);
        var scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        var rest = text.substring(colon + 1);
        int mark = rest.indexOf('?');
        var query = mark < 0 ? "" : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new Url(scheme, "", "", query);
            }
            throw new RuleException("invalid URI for request");
        }
        boolean authority = rest.startsWith("//") && (!scheme.isEmpty() || (!request && !rest.startsWith("///")));
        var host = "";
        if (authority) {
            int slash = rest.indexOf('/', 2);
            host = UrlHost.read(scheme, rest.substring(2, slash < 0 ? rest.length() : slash));
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        UrlEscapes.PATH.decode(rest);
        return new Url(scheme, host, rest, query);
    }

    /** {@return where the colon after a scheme stands, negative when there is no scheme} */
    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (c == ':') {
                if (i == 0) {
                    throw new RuleException("missing protocol scheme");
                }
                return i;
            }
            if (!letter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
                return -1;
            }
        }
        return -1;
    }

    /** {@return the path with all escapes that it needs} */
    String escapedPath() {
        return UrlEscapes.escapedPath(path);
    }

    private int portColon() {
        int colon = host.lastIndexOf(':');
        return colon >= 0 && UrlHost.isPort(host.substring(colon)) ? colon : -1;
    }

    String hostname() {
        var name = portColon() < 0 ? host : host.substring(0, portColon());
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    String port() {
        return portColon() < 0 ? "" : host.substring(portColon() + 1);
    }

    /** {@return what the query says} Parts that cannot be read are left out. */
    Map<String, List<String>> queryValues() {
        var values = new TreeMap<String, List<String>>();
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty() && pair.indexOf(';') < 0) {
                read(pair, values);
            }
        }
        return values;
    }

    private static void read(String pair, Map<String, List<String>> values) {
        int equals = pair.indexOf('=');
        try {
            var key = UrlEscapes.QUERY.decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : UrlEscapes.QUERY.decode(pair.substring(equals + 1));
            values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        } catch (RuleException unreadable) {
            return;
        }
    }
}
