package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.spec.storage.PoolClass;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** STO-025: provisioner, parameters, reclaim policy and binding mode of a StorageClass never change. */
record PoolClassCanBeMade() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-025", Severity.ERROR, "the StorageClass of a pool is not there with other values");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        for (int i = 0; i < spec.pools().size(); i++) {
            var pool = spec.pools().get(i);
            var path = "pools[" + i + "].storageClass";
            pool.storageClass()
                    .ifPresent(wanted -> Classes.find(context.live(), wanted.name())
                            .ifPresent(now -> {
                                var differences = differences(pool.name(), wanted, now);
                                if (!differences.isEmpty()) {
                                    findings.report(
                                            info(),
                                            path,
                                            "StorageClass %s exists with %s, and cannot be changed"
                                                    .formatted(wanted.name(), String.join(", ", differences)),
                                            "choose another name, or delete the class and let it be made again");
                                }
                            }));
        }
    }

    private static List<String> differences(String pool, PoolClass wanted, StorageClass now) {
        var all = new ArrayList<String>();
        if (!Classes.HOST_PATH.equals(now.getProvisioner())) {
            all.add("provisioner " + now.getProvisioner());
        }
        if (!Map.of("storagePool", pool).equals(Classes.parameters(now))) {
            all.add("parameters " + Classes.parameters(now));
        }
        if (!wanted.reclaimPolicy().equals(now.getReclaimPolicy())) {
            all.add("reclaimPolicy " + now.getReclaimPolicy());
        }
        if (!wanted.volumeBindingMode().equals(now.getVolumeBindingMode())) {
            all.add("volumeBindingMode " + now.getVolumeBindingMode());
        }
        return all;
    }
}
