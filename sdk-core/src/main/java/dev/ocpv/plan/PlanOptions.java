package dev.ocpv.plan;

/**
 * How a plan is made.
 *
 * @param takeover which fields of other field managers it may take over
 */
public record PlanOptions(TakeoverPolicy takeover) {

    /** {@return the options unless asked otherwise: nothing is taken over} */
    public static PlanOptions standard() {
        return new PlanOptions(TakeoverPolicy.NEVER);
    }

    /** {@return options that allow to take over fields whose value is the API's default} */
    public static PlanOptions takeOverDefaults() {
        return new PlanOptions(TakeoverPolicy.DEFAULTS);
    }

    /** {@return options that allow to take over every field that the desired state names} */
    public static PlanOptions forceConflicts() {
        return new PlanOptions(TakeoverPolicy.ALWAYS);
    }
}
