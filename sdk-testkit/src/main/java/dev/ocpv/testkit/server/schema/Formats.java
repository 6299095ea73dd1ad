package dev.ocpv.testkit.server.schema;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The string formats that a kube-apiserver checks; all others are ignored. */
final class Formats {
    private static final Set<String> SINCE_34 = Set.of("k8sshortname", "k8slongname");
    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("bsonobjectid", matching("^[0-9a-fA-F]{24}$")),
            Map.entry("uri", Formats::isRequestUri),
            Map.entry("email", matching(emailPattern())),
            Map.entry("hostname", Formats::isHostname),
            Map.entry("ipv4", text -> text.indexOf('.') >= 0 && IpText.isAddress(text)),
            Map.entry("ipv6", text -> text.indexOf(':') >= 0 && IpText.isAddress(text)),
            Map.entry("cidr", IpText::isCidr),
            Map.entry("mac", matching(macPattern())),
            Map.entry("uuid", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$")),
            Map.entry("uuid3", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$")),
            Map.entry(
                    "uuid4", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$")),
            Map.entry(
                    "uuid5", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$")),
            Map.entry("isbn", text -> isIsbn10(text) || isIsbn13(text)),
            Map.entry("isbn10", Formats::isIsbn10),
            Map.entry("isbn13", Formats::isIsbn13),
            Map.entry("creditcard", Formats::isCreditCard),
            Map.entry("ssn", matching("^\\d{3}[- ]\\d{2}[- ]\\d{4}$")),
            Map.entry("hexcolor", matching("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
            Map.entry("rgbcolor", matching(rgbPattern())),
            Map.entry(
                    "byte",
                    matching("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$")),
            Map.entry("password", text -> true),
            Map.entry("date", Formats::isDate),
            Map.entry("duration", DurationText::isDuration),
            Map.entry("datetime", Formats::isDateTime),
            Map.entry(
                    "k8sshortname", matching("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$").and(t -> t.length() <= 63)),
            Map.entry(
                    "k8slongname",
                    matching("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
                            .and(t -> t.length() <= 253)));
    private static final Expression TIME =
            new Expression("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");

    /** The numbers that issuers of cards use, with their lengths. */
    private static final Predicate<String> CARD = matching("^(4\\d{12}(\\d{3})?|5[1-5]\\d{14}|6(011|5\\d\\d)\\d{12}"
            + "|3[47]\\d{13}|3(0[0-5]|[68]\\d)\\d{11}|(2131|1800|35\\d{3})\\d{11})$");

    private Formats() {}

    /** {@return the format if that release checks it, otherwise an empty text} */
    static String known(String format, int minor) {
        var normal = normal(format);
        return CHECKS.containsKey(normal) && (minor >= 34 || !SINCE_34.contains(normal)) ? format : "";
    }

    /** {@return whether that release checks the format} */
    static boolean isKnown(String format, int minor) {
        return !known(format, minor).isEmpty();
    }

    static boolean matches(String format, String text) {
        var check = CHECKS.get(normal(format));
        return check == null || check.test(text);
    }

    private static String normal(String format) {
        return format.replace("-", "");
    }

    private static Predicate<String> matching(String pattern) {
        return new Expression(pattern);
    }

    /** An expression that is compiled when it is needed first: few formats are ever used. */
    private static final class Expression implements Predicate<String> {
        private final String text;
        private volatile @Nullable Pattern compiled;

        Expression(String text) {
            this.text = text;
        }

        Pattern pattern() {
            Pattern pattern = compiled;
            if (pattern == null) {
                pattern = Pattern.compile(text);
                compiled = pattern;
            }
            return pattern;
        }

        @Override
        public boolean test(String value) {
            return pattern().matcher(value).find();
        }
    }

    private static String macPattern() {
        var hex = "[0-9a-fA-F]";
        var colons = "(" + hex + "{2}:){5}%1$s{2}|(%1$s{2}:){7}%1$s{2}|(%1$s{2}:){19}%1$s{2}".formatted(hex);
        var dots = "(%1$s{4}\\.){2}%1$s{4}|(%1$s{4}\\.){3}%1$s{4}|(%1$s{4}\\.){9}%1$s{4}".formatted(hex);
        var bare = "%1$s{12}|%1$s{16}|%1$s{40}".formatted(hex);
        return "^(" + colons + "|" + colons.replace(':', '-') + "|" + dots + "|" + bare + ")$";
    }

    private static String rgbPattern() {
        var number = "(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])";
        return "^rgb\\(\\s*" + String.join("\\s*,\\s*", List.of(number, number, number)) + "\\s*\\)$";
    }

    /** A mail address as it stands in a header, with a name before it or without. */
    private static String emailPattern() {
        var letters = "[^\\x00-\\x20\\x7f()<>\\[\\]:;@\\\\,.\"]+";
        var atom = letters + "(\\." + letters + ")*";
        var quoted = "\"([^\"\\\\\\r\\n]|\\\\.)*\"";
        var word = "(" + atom + "|" + quoted + ")";
        var address = word + "@(" + atom + "|\\[[^\\[\\]\\\\\\s]*\\])";
        return "^[ \\t]*(" + address + "|(" + word + "[ \\t]*)*<" + address + ">)[ \\t]*(\\([^()]*\\)[ \\t]*)?$";
    }

    private static boolean isRequestUri(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return false;
        }
        if (text.startsWith("/") || text.equals("*")) {
            return true;
        }
        if (text.matches("[^/]*//[^/?]*[ #\\\\^`{|}][^/?]*(/.*|\\?.*)?")
                || text.matches("[^/]*//[^/?\\]]*:[^/?\\]]*[^0-9/?\\]][^/?@]*([/?].*)?")) {
            return false;
        }
        if (text.matches("[a-zA-Z][-a-zA-Z0-9+.]*://")) {
            return true;
        }
        try {
            var uri = new URI(text.replace(" ", "%20")
                    .replace("|", "%7C")
                    .replace("{", "%7B")
                    .replace("}", "%7D"));
            return uri.isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isHostname(String text) {
        var labels = text.split("\\.", -1);
        if (text.length() > 255) {
            return false;
        }
        if (labels.length == 1) {
            return isLoneLabel(text);
        }
        var top = labels[labels.length - 1];
        return top.length() >= 2
                && top.length() <= 63
                && top.codePoints().allMatch(Character::isLetter)
                && List.of(labels).subList(0, labels.length - 1).stream().allMatch(Formats::isLabel);
    }

    /** A name without dots may have one dash only, after its first character. */
    private static boolean isLoneLabel(String text) {
        var rest = text.replaceFirst("^(.)-?", "$1");
        return !text.isEmpty() && text.length() <= 63 && rest.codePoints().allMatch(Formats::isNameCharacter);
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= 63
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.codePoints().allMatch(c -> c == '-' || isNameCharacter(c));
    }

    private static boolean isNameCharacter(int c) {
        return switch (Character.getType(c)) {
            case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL ->
                true;
            default -> Character.isLetter(c) || (c >= '0' && c <= '9');
        };
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        var parts = text.toLowerCase(Locale.ROOT).split("t", -1);
        if (text.length() < 4 || parts.length < 2 || !isDate(parts[0])) {
            return false;
        }
        var time = TIME.pattern().matcher(parts[1]);
        return time.find()
                && time.group(1).compareTo("23") <= 0
                && time.group(2).compareTo("59") <= 0
                && time.group(3).compareTo("59") <= 0;
    }

    private static boolean isIsbn10(String text) {
        var digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{9}X|[0-9]{10}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (i + 1) * (digits.charAt(i) == 'X' ? 10 : digits.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }

    private static boolean isIsbn13(String text) {
        var digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
        }
        return digits.charAt(12) - '0' == (10 - sum % 10) % 10;
    }

    private static boolean isCreditCard(String text) {
        var digits = text.replaceAll("[^0-9]+", "");
        if (!CARD.test(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
