package dev.ocpv.testkit.server.cel;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/** The formats that rules can check by name. */
enum NamedFormat {
    DNS1123_LABEL("dns1123Label", "[a-z0-9]([-a-z0-9]*[a-z0-9])?", 63),
    DNS1123_SUBDOMAIN("dns1123Subdomain", "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*", 253),
    DNS1035_LABEL("dns1035Label", "[a-z]([-a-z0-9]*[a-z0-9])?", 63),
    QUALIFIED_NAME(
            "qualifiedName",
            "([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?",
            317),
    DNS1123_LABEL_PREFIX("dns1123LabelPrefix", "[a-z0-9]([-a-z0-9]*)", 63),
    DNS1123_SUBDOMAIN_PREFIX("dns1123SubdomainPrefix", "[a-z0-9]([-a-z0-9.]*)", 253),
    DNS1035_LABEL_PREFIX("dns1035LabelPrefix", "[a-z]([-a-z0-9]*)", 63),
    LABEL_VALUE("labelValue", "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?", 63),
    URI("uri", "", Integer.MAX_VALUE),
    UUID("uuid", "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", 36),
    BYTE("byte", "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", Integer.MAX_VALUE),
    DATE("date", "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", 10),
    DATETIME("datetime", "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:]{8}(\\.[0-9]+)?([zZ]|[+-][0-9]{2}:[0-9]{2})", 64);

    private final String title;
    private final Pattern pattern;
    private final int limit;

    NamedFormat(String title, String pattern, int limit) {
        this.title = title;
        this.pattern = Pattern.compile("^(?:" + pattern + ")$");
        this.limit = limit;
    }

    String title() {
        return title;
    }

    static Optional<NamedFormat> named(String name) {
        for (var format : values()) {
            if (format.title.equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** {@return what is wrong, or nothing} */
    Optional<List<String>> check(String text) {
        boolean fits = this == URI ? Url.isUrl(text) : pattern.matcher(text).matches();
        if (fits && text.length() <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                List.of(text.length() > limit ? "must be no more than " + limit + " characters" : "invalid " + title));
    }
}
