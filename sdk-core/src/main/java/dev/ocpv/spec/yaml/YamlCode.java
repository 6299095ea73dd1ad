package dev.ocpv.spec.yaml;

/** What can be wrong with a text; each has its page like a rule. */
enum YamlCode {
    MALFORMED("API-020"),
    UNKNOWN_KEY("API-021"),
    WRONG_TYPE("API-022"),
    DUPLICATE_KEY("API-023"),
    MISSING("API-024"),
    NOT_ONE_DOCUMENT("API-025"),
    TOO_MUCH("API-026"),
    WRONG_KIND("API-027"),
    UNREADABLE("API-028");

    private final String code;

    YamlCode(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
