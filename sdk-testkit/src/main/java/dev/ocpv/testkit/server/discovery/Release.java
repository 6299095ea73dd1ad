package dev.ocpv.testkit.server.discovery;

import java.util.Map;

/** The release of Kubernetes that a server takes itself for. */
public final class Release {
    /** The patch releases whose answers were recorded. */
    private static final Map<Integer, Integer> PATCHES = Map.of(30, 14, 35, 4);

    private Release() {}

    /** {@return the version of a minor, for instance v1.35.4} */
    public static String gitVersion(int minor) {
        return "v1." + minor + "." + PATCHES.getOrDefault(minor, 0);
    }
}
