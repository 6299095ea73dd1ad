package dev.ocpv.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What a change does beyond its resource.
 *
 * @param component what is touched, such as {@code virt-handler}
 * @param effect what happens to it, such as {@code restarts on every node}
 * @param gained nodes that it will run on and does not now
 * @param lost nodes that it runs on now and will not
 */
public record Impact(String component, String effect, List<String> gained, List<String> lost) {

    /** Copies the lists. */
    public Impact {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    /** {@return an impact that leaves the set of nodes alone} */
    public static Impact of(String component, String effect) {
        return new Impact(component, effect, List.of(), List.of());
    }

    @Override
    public String toString() {
        var nodes = new ArrayList<String>();
        if (!gained.isEmpty()) {
            nodes.add("gains " + String.join(", ", gained));
        }
        if (!lost.isEmpty()) {
            nodes.add("loses " + String.join(", ", lost));
        }
        return component + ": " + effect + (nodes.isEmpty() ? "" : " (" + String.join("; ", nodes) + ")");
    }
}
