package dev.ocpv.testkit.server;

/** The state of a server at one moment; taken and restored in no time. */
public final class Snapshot {
    final dev.ocpv.testkit.server.store.Snapshot state;

    Snapshot(dev.ocpv.testkit.server.store.Snapshot state) {
        this.state = state;
    }
}
