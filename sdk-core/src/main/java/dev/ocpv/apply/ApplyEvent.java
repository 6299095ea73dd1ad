package dev.ocpv.apply;

import dev.ocpv.plan.Change;

/**
 * A step of an apply.
 *
 * @param step its number, from 1
 * @param steps how many there are
 * @param change what it does
 * @param state how far it is
 */
public record ApplyEvent(int step, int steps, Change change, State state) {

    /** How far a step is. */
    public enum State {
        /** About to be written. */
        STARTED,
        /** Written. */
        DONE,
        /** Refused by the server. */
        FAILED
    }

    @Override
    public String toString() {
        return "[%d/%d] %s %s %s"
                .formatted(
                        step,
                        steps,
                        change.action(),
                        change.resource(),
                        state.name().toLowerCase(java.util.Locale.ROOT));
    }
}
