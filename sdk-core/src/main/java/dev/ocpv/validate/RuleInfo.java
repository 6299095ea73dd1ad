package dev.ocpv.validate;

import dev.ocpv.report.Severity;

/**
 * A rule's identity.
 *
 * @param code stable and never reused, such as {@code PLC-001}; its page is {@code docs/rules/PLC-001.md}
 * @param severity how much a breach matters
 * @param title what is true when all is well
 */
public record RuleInfo(String code, Severity severity, String title) {}
