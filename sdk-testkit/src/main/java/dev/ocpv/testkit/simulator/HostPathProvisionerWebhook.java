package dev.ocpv.testkit.simulator;

import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import java.util.HashSet;
import java.util.Map;

/** The webhook of the HostPath Provisioner operator. */
final class HostPathProvisionerWebhook implements AdmissionHook {

    private static final String NAME = "validate-hostpath-provisioner.kubevirt.io";
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_PATH = 255;

    @Override
    public void validate(AdmissionRequest request) {
        if (Refusals.writes(request, "hostpathprovisioner.kubevirt.io", "v1beta1", "HostPathProvisioner")) {
            check(Refusals.tree(request.object()));
        }
    }

    private static void check(Map<String, Object> object) {
        var pools = Trees.listAt(object, "spec.storagePools");
        var legacy = Trees.at(object, "spec.pathConfig").isPresent();
        refuseIf(legacy && !pools.isEmpty(), "pathConfig and storage pools cannot be both set");
        refuseIf(!legacy && pools.isEmpty(), "either pathConfig or storage pools must be set");
        refuseIf(legacy && Trees.textAt(object, "spec.pathConfig.path").isEmpty(), "pathconfig path must be set");
        var names = new HashSet<String>();
        var paths = new HashSet<String>();
        for (var pool : pools) {
            var name = Trees.textAt(pool, "name");
            var path = Trees.textAt(pool, "path");
            refuseIf(name.isEmpty(), "storagePool.name cannot be blank");
            refuseIf(name.length() > LONGEST_NAME, "storagePool.name cannot have more than 50 characters");
            refuseIf(path.isEmpty(), "storagePool.path cannot be blank");
            refuseIf(path.length() > LONGEST_PATH, "storagePool.path cannot have more than 255 characters");
            refuseIf(!names.add(name), "spec.storagePools.name is not unique: " + name);
            refuseIf(!paths.add(path), "spec.storagePools.path is not unique: " + path);
        }
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw Refusals.denied(NAME, why);
        }
    }
}
