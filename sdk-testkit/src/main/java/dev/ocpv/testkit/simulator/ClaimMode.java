package dev.ocpv.testkit.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One way in which a volume can be claimed. */
public record ClaimMode(String accessMode, String volumeMode) {

    private static final Map<String, String> ACCESS =
            Map.of("RWX", "ReadWriteMany", "RWO", "ReadWriteOnce", "ROX", "ReadOnlyMany", "RWOP", "ReadWriteOncePod");

    /** Reads the short form of the tables, such as {@code RWX/B}. */
    static ClaimMode parse(String text) {
        var slash = text.indexOf('/');
        var access = ACCESS.getOrDefault(text.substring(0, slash), text);
        return new ClaimMode(access, text.endsWith("/B") ? "Block" : "Filesystem");
    }

    /** {@return the entry of {@code claimPropertySets} that stands for this mode} */
    Map<String, Object> toClaimPropertySet() {
        var set = new LinkedHashMap<String, Object>();
        set.put("accessModes", List.of(accessMode));
        set.put("volumeMode", volumeMode);
        return set;
    }
}
