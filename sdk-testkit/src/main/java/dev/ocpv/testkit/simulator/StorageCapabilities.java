package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What CDI of one release knows about storage drivers. */
public final class StorageCapabilities {

    private static final List<List<String>> TABLE = Table.read("storage-capabilities.tsv");

    /** Classes whose empty profile is nobody's fault: they hold objects, snapshots or local disks. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "openshift-storage.noobaa.io/obc",
            "openshift-storage.ceph.rook.io/bucket",
            "rook-ceph.ceph.rook.io/bucket",
            "stork-snapshot",
            "kubernetes.io/no-provisioner");

    private final Release release;

    private StorageCapabilities(Release release) {
        this.release = release;
    }

    public static StorageCapabilities of(Release release) {
        return new StorageCapabilities(release);
    }

    /**
     * What CDI advises for one kind of storage.
     *
     * @param modes how its volumes can be claimed, best first
     * @param cloneStrategy how to clone them, where it makes a difference
     * @param importFormat what boot images are kept as, where it makes a difference
     */
    public record Advice(List<ClaimMode> modes, Optional<String> cloneStrategy, Optional<String> importFormat) {}

    /** {@return what is known about a StorageClass with this provisioner and these parameters} */
    public Optional<Advice> advice(String provisioner, Map<String, String> parameters) {
        return StorageKeys.of(provisioner, parameters)
                .flatMap(key -> TABLE.stream()
                        .filter(cells -> cells.get(0).equals(key) && applies(cells.get(4), cells.get(5)))
                        .findFirst()
                        .map(StorageCapabilities::advice));
    }

    /** {@return whether nobody expects virtual machines on a class of this provisioner} */
    public boolean isUnsupported(String provisioner) {
        return UNSUPPORTED.contains(provisioner);
    }

    private boolean applies(String since, String until) {
        return (since.equals("-") || Release.of(since).orElseThrow().compareTo(release) <= 0)
                && (until.equals("-") || Release.of(until).orElseThrow().compareTo(release) >= 0);
    }

    private static Advice advice(List<String> cells) {
        var modes = Stream.of(cells.get(1).split(" ")).map(ClaimMode::parse).toList();
        return new Advice(modes, unlessDash(cells.get(2)), unlessDash(cells.get(3)));
    }

    private static Optional<String> unlessDash(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(cell);
    }
}
