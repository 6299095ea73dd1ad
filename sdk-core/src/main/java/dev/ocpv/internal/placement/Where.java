package dev.ocpv.internal.placement;

import dev.ocpv.live.LiveState;
import dev.ocpv.live.NodeMatcher;
import dev.ocpv.spec.Spec;
import dev.ocpv.spec.placement.Placement;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a kind of spec keeps a placement, and what kind of pods it is for.
 *
 * @param path what stands before the placement's fields in messages: nothing, or such as {@code placement.}
 * @param daemon whether the pods belong to a DaemonSet, which tolerates more
 * @param placement the placement of a spec, if it has one
 */
public record Where<S extends Spec>(String path, boolean daemon, Function<S, Optional<Placement>> placement) {

    Optional<Placement> of(S spec) {
        return placement.apply(spec);
    }

    /** The placement, unless something is wrong with it that makes arithmetic pointless, or nodes could not be read. */
    Optional<Placement> forNodes(S spec, LiveState live) {
        return of(spec).filter(found -> !Placements.isEmpty(found))
                .filter(found -> Placements.matcher(found).problems().isEmpty())
                .filter(found -> live.unreadable().stream()
                        .noneMatch(list -> list.resources().equals("nodes")))
                .filter(found -> !live.nodes().isEmpty());
    }

    NodeMatcher matcher(Placement found) {
        var matcher = Placements.matcher(found);
        return daemon ? matcher.asDaemonSet(false) : matcher;
    }

    /** The whole placement in a message. */
    String whole() {
        return path.isEmpty() ? "" : path.substring(0, path.length() - 1);
    }
}
