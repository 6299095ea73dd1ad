package dev.ocpv.model.catalog;

import java.util.Comparator;
import java.util.regex.Pattern;

/** API versions in the order in which Kubernetes prefers them: v2, v1, v1beta2, v1beta1, v1alpha1. */
final class KubeVersions {
    static final Comparator<String> PREFERRED_FIRST =
            Comparator.comparingLong(KubeVersions::rank).reversed().thenComparing(Comparator.naturalOrder());

    private static final Pattern VERSION = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

    private KubeVersions() {}

    private static long rank(String version) {
        var match = VERSION.matcher(version);
        if (!match.matches()) {
            return -1;
        }
        long stability = match.group(2) == null ? 2 : match.group(2).equals("beta") ? 1 : 0;
        long minor = match.group(3) == null ? 0 : Long.parseLong(match.group(3));
        return stability * 1_000_000 + Long.parseLong(match.group(1)) * 1_000 + minor;
    }
}
