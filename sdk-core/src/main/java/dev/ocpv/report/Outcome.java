package dev.ocpv.report;

/** What a phase came to; implemented by the result of every verb. */
public interface Outcome {

    /** {@return whether the next phase may start} */
    boolean ok();

    /** {@return the whole outcome in words, for a person to act on; ends with a newline unless there is nothing to say} */
    String explain();
}
