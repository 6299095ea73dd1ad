package dev.ocpv.report;

/** How much a {@link Finding} matters. */
public enum Severity {
    /** The cluster would refuse it, or break. Nothing is written. */
    ERROR,
    /** Probably not what was meant, or could not be checked. Planned all the same. */
    WARNING
}
