package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;

/**
 * How a resource is called.
 *
 * @param group the API group, empty for the core one
 * @param plural the name in paths
 * @param singular the name for one of them
 * @param kind the name in objects
 * @param listKind the name in lists
 * @param shortNames what kubectl accepts too
 * @param categories the sets of resources it belongs to
 */
public record Names(
        String group,
        String plural,
        String singular,
        String kind,
        String listKind,
        List<String> shortNames,
        List<String> categories) {

    /** {@return plural and group, as messages and the store name the resource} */
    public String resource() {
        return Statuses.qualified(group, plural);
    }
}
