package dev.ocpv.spec.storage;

import java.util.List;

/**
 * One way to claim a disk.
 *
 * @param accessModes {@code ReadWriteOnce}, {@code ReadOnlyMany}, {@code ReadWriteMany} or {@code ReadWriteOncePod}; at least one
 * @param volumeMode {@code Block} or {@code Filesystem}
 */
public record ClaimPropertySet(List<String> accessModes, String volumeMode) {

    /** Copies the list. */
    public ClaimPropertySet {
        accessModes = List.copyOf(accessModes);
    }

    /** {@return a raw disk that several nodes may write, which live migration needs} */
    public static ClaimPropertySet sharedBlock() {
        return new ClaimPropertySet(List.of("ReadWriteMany"), "Block");
    }

    /** {@return one access mode and a volume mode} */
    public static ClaimPropertySet of(String accessMode, String volumeMode) {
        return new ClaimPropertySet(List.of(accessMode), volumeMode);
    }
}
