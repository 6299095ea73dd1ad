package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.SchemaValidator;
import java.util.List;
import java.util.Optional;

/** The formats that rules can check by name. */
enum NamedFormat {
    DNS1123_LABEL("dns1123Label", (text, minor) -> NameRules.label(text, false)),
    DNS1123_SUBDOMAIN("dns1123Subdomain", (text, minor) -> NameRules.subdomain(text, false)),
    DNS1035_LABEL("dns1035Label", (text, minor) -> NameRules.label1035(text, false)),
    QUALIFIED_NAME("qualifiedName", NameRules::qualifiedName),
    DNS1123_LABEL_PREFIX("dns1123LabelPrefix", (text, minor) -> NameRules.label(text, true)),
    DNS1123_SUBDOMAIN_PREFIX("dns1123SubdomainPrefix", (text, minor) -> NameRules.subdomain(text, true)),
    DNS1035_LABEL_PREFIX("dns1035LabelPrefix", (text, minor) -> NameRules.label1035(text, true)),
    LABEL_VALUE("labelValue", NameRules::labelValue),
    URI("uri", (text, minor) -> Url.isUrl(text) ? List.of() : List.of(Url.problem(text))),
    UUID("uuid", known("uuid", "does not match the UUID format")),
    BYTE("byte", known("byte", "invalid base64")),
    DATE("date", known("date", "invalid date")),
    DATETIME("datetime", known("datetime", "invalid datetime"));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // rules have no state
    private final Rule rule;

    NamedFormat(String title, Rule rule) {
        this.title = title;
        this.rule = rule;
    }

    /** Says what is wrong with a text, in the words of a minor. */
    @FunctionalInterface
    private interface Rule {
        List<String> problems(String text, int minor);
    }

    private static Rule known(String format, String words) {
        return (text, minor) -> SchemaValidator.matchesFormat(format, text) ? List.of() : List.of(words);
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
    Optional<List<String>> check(String text, int minor) {
        var problems = rule.problems(text, minor);
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
}
