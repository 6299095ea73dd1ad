package dev.ocpv.live;

/** Why a pod may not run on a node: what kept it away, and the sentence to show. */
public record NodeMismatch(Cause cause, String reason) {

    /** What kept a pod away, in the order in which a scheduler asks. */
    public enum Cause {
        NODE_SELECTOR,
        NODE_AFFINITY,
        TAINT
    }

    @Override
    public String toString() {
        return reason;
    }
}
