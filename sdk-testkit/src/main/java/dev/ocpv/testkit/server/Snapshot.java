package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.registry.Catalog;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of a server at one moment: objects, definitions, what its controllers are about to do, from where random names and uids
 * go on, admission hooks and faults. Taking and restoring one takes the same time however many objects there are.
 */
public final class Snapshot {
    final dev.ocpv.testkit.server.store.Snapshot state;
    final Catalog catalog;
    final Inner inner;
    final Rules rules;

    Snapshot(dev.ocpv.testkit.server.store.Snapshot state, Catalog catalog, Inner inner, Rules rules) {
        this.state = state;
        this.catalog = catalog;
        this.inner = inner;
        this.rules = rules;
    }

    /** What the server remembers besides the objects. */
    record Inner(long random, List<Agenda.Plan> plans, Set<String> namespacesOnTheirWay) {}

    /** What a test told the server to do. */
    record Rules(List<AdmissionHook> hooks, Map<FaultRule, Integer> faults) {}
}
