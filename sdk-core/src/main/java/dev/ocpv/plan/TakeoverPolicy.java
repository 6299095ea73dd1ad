package dev.ocpv.plan;

/** Which fields of other field managers a plan may take over. */
public enum TakeoverPolicy {
    /** None: a field that somebody else owns is a finding. */
    NEVER,
    /**
     * Fields whose live value is the API's default. Whoever creates a resource comes to own the defaults that the API server
     * filled in, without having chosen them.
     */
    DEFAULTS,
    /** Every field that the desired state names. */
    ALWAYS
}
