package dev.ocpv.testkit.server.registry;

/** What a POST does that stores no object of its own, for instance one to a path below an object. */
@FunctionalInterface
public interface Action {
    /**
     * {@return what the client gets}
     *
     * @param call the request
     * @param verbs what may be done to other objects
     */
    Outcome run(Call call, Verbs verbs);
}
