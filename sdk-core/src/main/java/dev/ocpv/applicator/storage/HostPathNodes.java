package dev.ocpv.applicator.storage;

import dev.ocpv.internal.placement.Placements;
import dev.ocpv.live.LiveState;
import dev.ocpv.spec.placement.Placement;
import java.util.List;

/** The nodes on which the hostpath provisioner runs. */
final class HostPathNodes {
    private HostPathNodes() {}

    static List<String> of(Placement placement, LiveState live) {
        return Placements.names(Placements.matcher(placement).asDaemonSet(false), live.nodes());
    }
}
