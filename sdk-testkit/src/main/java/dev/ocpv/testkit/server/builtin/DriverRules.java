package dev.ocpv.testkit.server.builtin;

import java.util.HashSet;
import java.util.Set;

/** What drivers of storage say of themselves. */
final class DriverRules {
    private DriverRules() {}

    static void driver(Part object, Part ignored) {
        spec(object.at("spec"));
    }

    private static void spec(Part spec) {
        spec.at("fsGroupPolicy").optionalOneOf("File", "None", "ReadWriteOnceWithFSType");
        Set<String> audiences = new HashSet<>();
        for (Part request : spec.at("tokenRequests").items()) {
            Part seconds = request.at("expirationSeconds");
            if (!audiences.add(request.at("audience").text())) {
                request.at("audience").duplicate();
            } else if (seconds.isSet() && seconds.number() < 600) {
                seconds.invalid("may not specify a duration less than 10 minutes");
            } else if (seconds.number() > 1L << 32) {
                seconds.invalid("may not specify a duration larger than 2^32 seconds");
            }
        }
        Part modes = spec.at("volumeLifecycleModes");
        for (Part mode : modes.items()) {
            mode.as(modes.path()).oneOf("Persistent", "Ephemeral");
        }
        Part period = spec.at("nodeAllocatableUpdatePeriodSeconds");
        if (period.isSet() && period.number() < 10) {
            period.invalid("must be greater than or equal to 10 seconds");
        }
        Part secret = spec.at("serviceAccountTokenInSecrets");
        if (secret.isSet() && spec.at("tokenRequests").isZero()) {
            secret.invalid("serviceAccountTokenInSecrets is set but no tokenRequests are specified");
        }
    }

    static void driverUpdate(Part object, Part old) {
        Part spec = object.at("spec");
        spec(spec);
        spec.at("attachRequired").as(spec.at("attachedRequired").path()).immutable(old.at("spec", "attachRequired"));
        spec.at("volumeLifecycleModes").immutable(old.at("spec", "volumeLifecycleModes"));
    }

    static void capacity(Part object, Part ignored) {
        LabelSelectorRules.check(object.at("nodeTopology"));
        object.at("storageClassName").subdomain();
        Part capacity = object.at("capacity");
        if (capacity.isSet() && QuantityText.value(capacity.text()).signum() < 0) {
            capacity.invalid("must be greater than or equal to 0");
        }
    }

    static void capacityUpdate(Part object, Part old) {
        object.at("nodeTopology").immutable(old.at("nodeTopology"));
        object.at("storageClassName").immutable(old.at("storageClassName"));
    }
}
