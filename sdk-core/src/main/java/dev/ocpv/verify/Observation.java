package dev.ocpv.verify;

/**
 * What a look at the cluster told a check.
 *
 * @param state whether that is good
 * @param saw what was seen, in words
 */
public record Observation(State state, String saw) {

    /** Whether an observation is good. */
    public enum State {
        /** As it should be. */
        PASSED,
        /** Not yet; it may come. */
        WAITING,
        /** It will not come by waiting. */
        FAILED
    }

    /** {@return a good observation} */
    public static Observation passed(String saw) {
        return new Observation(State.PASSED, saw);
    }

    /** {@return an observation that may still become good} */
    public static Observation waiting(String saw) {
        return new Observation(State.WAITING, saw);
    }

    /** {@return an observation that ends the wait} */
    public static Observation failed(String saw) {
        return new Observation(State.FAILED, saw);
    }
}
