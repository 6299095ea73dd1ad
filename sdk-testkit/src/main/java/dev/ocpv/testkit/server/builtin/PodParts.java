package dev.ocpv.testkit.server.builtin;

import java.util.ArrayList;
import java.util.List;

/** What stands in several places of a pod. */
final class PodParts {
    private PodParts() {}

    /** {@return the containers of every kind: first those that come first, last the ephemeral ones} */
    static List<Part> containers(Part spec) {
        List<Part> containers = new ArrayList<>(spec.at("initContainers").items());
        containers.addAll(spec.at("containers").items());
        containers.addAll(spec.at("ephemeralContainers").items());
        return containers;
    }
}
