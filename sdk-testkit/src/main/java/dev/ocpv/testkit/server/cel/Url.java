package dev.ocpv.testkit.server.cel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An URL as the request line of HTTP allows it: absolute, or a path. */
record Url(String scheme, String host, String path, String query, String text) {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);

    /** Reads an URL; throws a {@link RuleException} that says why it is none. */
    static Url parse(String text) {
        if (text.isEmpty()) {
            throw failure(text, "empty url");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw failure(text, "net/url: invalid control character in URL");
        }
        var match = SCHEME.matcher(text);
        boolean absolute = match.matches();
        var scheme = absolute ? match.group(1).toLowerCase(Locale.ROOT) : "";
        var rest = absolute ? match.group(2) : text;
        if (!absolute && !rest.startsWith("/")) {
            throw failure(text, "invalid URI for request");
        }
        int mark = rest.indexOf('?');
        var query = mark < 0 ? "" : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        if (absolute && !rest.startsWith("/")) {
            throw failure(text, "invalid URI for request");
        }
        var host = "";
        if (absolute && rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            host = rest.substring(2, slash < 0 ? rest.length() : slash);
            host = host.substring(host.lastIndexOf('@') + 1);
            rest = slash < 0 ? "" : rest.substring(slash);
            checkHost(text, host);
        }
        return new Url(scheme, host, rest, query, text);
    }

    private static void checkHost(String text, String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (" \"<>\\^`{|}".indexOf(c) >= 0) {
                throw failure(text, "invalid character \"" + c + "\" in host name");
            }
        }
        if (host.matches(".*:[^\\]]*[^0-9\\]][^\\]]*") && !host.startsWith("[")) {
            throw failure(text, "invalid port \"" + host.substring(host.indexOf(':')) + "\" after host");
        }
    }

    private static RuleException failure(String text, String why) {
        return new RuleException("URL parse error during conversion from string: parse \"" + text + "\": " + why);
    }

    static boolean isUrl(String text) {
        try {
            return !parse(text).text.isEmpty();
        } catch (RuleException e) {
            return false;
        }
    }

    private int portColon() {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? colon : -1;
    }

    String hostname() {
        var name = portColon() < 0 ? host : host.substring(0, portColon());
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    String port() {
        return portColon() < 0 ? "" : host.substring(portColon() + 1);
    }

    Map<String, List<String>> queryValues() {
        var values = new TreeMap<String, List<String>>();
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var key = decoded(equals < 0 ? pair : pair.substring(0, equals));
                values.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
