package dev.ocpv.testkit.server.builtin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Ports of a pod's containers that stand in each other's way. */
final class PortWarnings {
    /** The first minor that looks at the names of the ports of all containers. */
    private static final int NAMES = 31;

    private PortWarnings() {}

    static void collect(List<Part> containers, Consumer<String> warn) {
        Map<String, List<Part>> known = new HashMap<>();
        for (Part container : containers) {
            for (Part port : container.at("ports").items()) {
                if (!port.at("hostIP").isZero() && port.at("hostPort").isZero()) {
                    warn.accept(port.path() + ": hostIP set without hostPort: " + shown(port));
                }
                List<Part> others = known.computeIfAbsent(
                        port.at("containerPort").number() + "/"
                                + port.at("protocol").text(),
                        key -> new ArrayList<>());
                others.forEach(other -> compare(port, other, warn));
                others.add(port);
            }
        }
        names(containers, warn);
    }

    private static String shown(Part port) {
        return "{Name:" + port.at("name").text() + " HostPort:"
                + port.at("hostPort").number() + " ContainerPort:"
                + port.at("containerPort").number() + " Protocol:"
                + port.at("protocol").text() + " HostIP:" + port.at("hostIP").text() + "}";
    }

    private static void compare(Part port, Part other, Consumer<String> warn) {
        boolean samePort = port.at("hostPort").number() == other.at("hostPort").number();
        boolean sameIp = port.at("hostIP").is(other.at("hostIP").text());
        boolean free = port.at("hostPort").isZero() || other.at("hostPort").isZero();
        String kind = "";
        if (samePort && sameIp) {
            kind = "duplicate";
        } else if (free) {
            kind = "overlapping";
        } else if (samePort && port.at("hostIP").isZero() != other.at("hostIP").isZero()) {
            kind = "dangerously ambiguous";
        }
        if (!kind.isEmpty()) {
            warn.accept(port.path() + ": " + kind + " port definition with " + other.path());
        }
    }

    private static void names(List<Part> containers, Consumer<String> warn) {
        Map<String, Part> known = new HashMap<>();
        for (Part container : containers) {
            for (Part port : container.at("ports").items()) {
                String name = port.at("name").text();
                Part named = name.isEmpty() ? null : known.putIfAbsent(name, port);
                if (named != null && port.minor() >= NAMES) {
                    warn.accept(port.path() + ": duplicate port name \"" + name + "\" with " + named.path()
                            + ", services and probes that select ports by name will use " + named.path());
                }
            }
        }
    }
}
