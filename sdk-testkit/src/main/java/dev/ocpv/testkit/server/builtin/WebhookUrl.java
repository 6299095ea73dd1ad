package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.schema.GoText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of the address of a webhook, as the real server's language takes it apart; what is not there is empty.
 *
 * @param scheme in lower case
 * @param user what stands before the host
 * @param host with its port
 * @param query without the question mark
 * @param fragment without the hash
 */
record WebhookUrl(String scheme, String user, String host, String query, String fragment) {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}", Pattern.DOTALL);
    private static final Pattern STRANGE_IN_HOST =
            Pattern.compile("[\\x00-\\x7f&&[^a-zA-Z0-9%_.~!$&'()*+,;=:\\[\\]<>\"-]]");
    private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");

    /** The text is no address. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String text, String why) {
            super("parse " + GoText.quote(text) + ": " + why, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    static WebhookUrl parse(String text) throws MalformedException {
        String fragment = after(text, '#');
        String rest = before(text, '#');
        if (rest.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new MalformedException(rest, "net/url: invalid control character in URL");
        }
        if (rest.startsWith(":")) {
            throw new MalformedException(rest, "missing protocol scheme");
        }
        Matcher match = SCHEME.matcher(rest);
        String scheme = match.matches() ? match.group(1).toLowerCase(Locale.ROOT) : "";
        String opaque = match.matches() ? match.group(2) : rest;
        String query = after(opaque, '?');
        opaque = before(opaque, '?');
        if (!opaque.startsWith("/")) {
            if (scheme.isEmpty() && before(opaque, '/').contains(":")) {
                throw new MalformedException(rest, "first path segment in URL cannot contain colon");
            }
            return new WebhookUrl(scheme, "", "", query, fragment);
        }
        if (!opaque.startsWith("//") || (scheme.isEmpty() && opaque.startsWith("///"))) {
            checkEscapes(rest, opaque);
            return new WebhookUrl(scheme, "", "", query, fragment);
        }
        int slash = opaque.indexOf('/', 2);
        String authority = slash < 0 ? opaque.substring(2) : opaque.substring(2, slash);
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1);
        checkHost(rest, host);
        checkEscapes(rest, slash < 0 ? "" : opaque.substring(slash));
        return new WebhookUrl(scheme, at < 0 ? "" : authority.substring(0, at), host, query, fragment);
    }

    private static void checkHost(String text, String host) throws MalformedException {
        int bracket = host.startsWith("[") ? host.lastIndexOf(']') : -1;
        if (host.startsWith("[") && bracket < 0) {
            throw new MalformedException(text, "missing ']' in host");
        }
        int colon = host.lastIndexOf(':');
        String port = bracket >= 0 ? host.substring(bracket + 1) : colon < 0 ? "" : host.substring(colon);
        if (!PORT.matcher(port).matches()) {
            throw new MalformedException(text, "invalid port " + GoText.quote(port) + " after host");
        }
        checkEscapes(text, host);
        Matcher strange = STRANGE_IN_HOST.matcher(host);
        if (strange.find()) {
            throw new MalformedException(text, "invalid character " + GoText.quote(strange.group()) + " in host name");
        }
    }

    private static void checkEscapes(String text, String part) throws MalformedException {
        Matcher escape = ESCAPE.matcher(part);
        if (escape.find()) {
            throw new MalformedException(text, "invalid URL escape " + GoText.quote(escape.group()));
        }
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String after(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? "" : text.substring(at + 1);
    }
}
