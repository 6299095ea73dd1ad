package dev.ocpv.testkit.server;

/** Implemented by simulators: hears of every change after it was stored. */
@FunctionalInterface
public interface CommitListener {
    /**
     * Called on the thread of the write, before its answer goes out, one change at a time and outside the server's
     * locks; what it writes itself is heard afterwards.
     */
    void onCommit(CommitEvent event);

    /**
     * Called when every change so far has been heard, by all listeners.
     *
     * @return whether it wants to be called again, after what it wrote meanwhile has been heard
     */
    default boolean onQuiet() {
        return false;
    }
}
