package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Cidr;
import dev.ocpv.testkit.server.cel.Ip;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What texts in built-in kinds must be like, besides names and labels. */
final class TextRules {
    private static final Pattern LEADING_ZEROS = Pattern.compile("(^|\\.)0+(?=[0-9])");
    private static final Pattern PORT_CHARACTERS = Pattern.compile("[-a-z0-9]+");
    private static final Pattern ENV_NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
    private static final Pattern HEADER = Pattern.compile("[-A-Za-z0-9]+");

    private static final Pattern URL_PATH = Pattern.compile("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+");

    private TextRules() {}

    /** {@return what is wrong with the name of a port of a container} */
    static List<String> portName(String name) {
        List<String> problems = new ArrayList<>();
        if (name.length() > 15) {
            problems.add("must be no more than 15 characters");
        }
        if (!PORT_CHARACTERS.matcher(name).matches()) {
            problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (name.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            problems.add("must contain at least one letter (a-z)");
        }
        if (name.contains("--")) {
            problems.add("must not contain consecutive hyphens");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            problems.add("must not begin or end with a hyphen");
        }
        return problems;
    }

    /** {@return what is wrong with the name of an environment variable; since 1.32 nearly everything may be one} */
    static List<String> variable(String name, int minor) {
        if (minor >= 32) {
            boolean printable = name.chars().allMatch(c -> c >= ' ' && c < 127 && c != '=');
            return printable
                    ? List.of()
                    : List.of("a valid environment variable name must consist only of printable ASCII characters other"
                            + " than '='");
        }
        List<String> problems = new ArrayList<>();
        if (!ENV_NAME.matcher(name).matches()) {
            problems.add("a valid environment variable name must consist of alphabetic characters, digits, '_', '-',"
                    + " or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or"
                    + " 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')");
        }
        if (name.equals(".")) {
            problems.add("must not be '.'");
        } else if (name.equals("..")) {
            problems.add("must not be '..'");
        } else if (name.startsWith("..")) {
            problems.add("must not start with '..'");
        }
        return problems;
    }

    /** A text that a domain leads, as in {@code example.com/path}. */
    static void domainPath(Part text) {
        if (!text.present()) {
            return;
        }
        String[] parts = text.text().split("/", 2);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            text.invalid("must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }
        Part domain = text.with(Json.text(parts[0]));
        domain.subdomain();
        if (!URL_PATH.matcher(parts[1]).matches()) {
            text.with(Json.text(parts[1]))
                    .invalid("Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')");
        }
    }

    /** {@return what is wrong with the name of an HTTP header} */
    static List<String> header(String name) {
        return HEADER.matcher(name).matches()
                ? List.of()
                : List.of("a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name',"
                        + " regex used for validation is '[-A-Za-z0-9]+')");
    }

    /** {@return what is wrong with an IP address} */
    static List<String> ip(String text) {
        return Ip.parse(text).isPresent()
                ? List.of()
                : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    /** {@return what is wrong with an address, where more ways to write one are accepted} */
    static List<String> looseIp(String text) {
        return readIp(text).isPresent() ? List.of() : ip(text);
    }

    /** {@return an address whose numbers may start with zeros, or that is written as one of IPv6} */
    static Optional<Ip> readIp(String text) {
        Optional<Ip> read = Ip.parse(text);
        if (read.isPresent() || !text.contains(".")) {
            return read;
        }
        String plain = text.startsWith("::ffff:") ? text.substring("::ffff:".length()) : text;
        return Ip.parse(LEADING_ZEROS.matcher(plain).replaceAll("$1"));
    }

    /** {@return what is wrong with a network} */
    static List<String> network(String text) {
        return Cidr.parse(text).isEmpty()
                ? List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
                : List.of();
    }

    /** {@return what is wrong with a path that must lead downwards} */
    static List<String> descending(String path) {
        List<String> problems = new ArrayList<>();
        if (path.startsWith("/")) {
            problems.add("must be a relative path");
        }
        problems.addAll(noBacksteps(path));
        return problems;
    }

    static List<String> noBacksteps(String path) {
        return List.of(path.split("/", -1)).contains("..") ? List.of("must not contain '..'") : List.of();
    }

    /** {@return what is wrong with a path of a file in a volume} */
    static List<String> fileInVolume(String path) {
        List<String> problems = new ArrayList<>(descending(path));
        if (path.startsWith("..") && !path.startsWith("../")) {
            problems.add("must not start with '..'");
        }
        return problems;
    }

    /** {@return what is wrong with a name that a domain leads, as drivers and provisioners have} */
    static List<String> qualified(String name, int minor) {
        return NameRules.qualifiedName(name, minor);
    }
}
