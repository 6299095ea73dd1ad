package dev.ocpv.report;

/**
 * One thing wrong with one field, and what to do about it.
 *
 * @param code the rule's stable code, also the name of its page under {@code docs/rules}
 * @param severity how much it matters
 * @param place what it is about
 * @param message what was seen and what is allowed
 * @param remedy what to do next
 */
public record Finding(String code, Severity severity, Place place, String message, String remedy) {

    /** {@return the finding in two lines, without a newline at the end} */
    public String explain() {
        return "%s %s  %s  %s%n  fix: %s".formatted(code, severity, place, message, remedy);
    }
}
