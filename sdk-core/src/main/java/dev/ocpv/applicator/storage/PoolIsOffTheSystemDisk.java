package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.List;
import java.util.Set;

/** STO-023: a full pool there puts the node under disk pressure, and pods are evicted. */
record PoolIsOffTheSystemDisk() implements Rule<HostPathStorage> {
    private static final Set<String> ALONE =
            Set.of("/", "/home", "/mnt", "/opt", "/root", "/srv", "/tmp", "/var", "/var/home", "/var/lib", "/var/tmp");
    private static final List<String> BELOW = List.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib64",
            "/ostree",
            "/proc",
            "/run",
            "/sbin",
            "/sys",
            "/sysroot",
            "/usr",
            "/var/lib/containers",
            "/var/lib/etcd",
            "/var/lib/kubelet",
            "/var/log");

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-023", Severity.ERROR, "a pool is not in a directory of the system");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        for (int i = 0; i < spec.pools().size(); i++) {
            var pool = spec.pools().get(i);
            if (pool.volume().isEmpty() && pool.path().startsWith("/") && isSystem(pool.path())) {
                findings.report(
                        info(),
                        "pools[" + i + "].path",
                        pool.path() + " belongs to the operating system of the node",
                        "mount a disk of its own, such as at /var/hpvolumes, or claim a volume for the pool");
            }
        }
    }

    private static boolean isSystem(String path) {
        var plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return ALONE.contains(plain)
                || BELOW.stream().anyMatch(top -> plain.equals(top) || plain.startsWith(top + "/"));
    }
}
