package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-027: an immediate volume is made on any node, and the virtual machine is tied to it. */
record PoolClassWaitsForConsumer() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-027", Severity.WARNING, "a pool's class waits for the first consumer");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        for (int i = 0; i < spec.pools().size(); i++) {
            var path = "pools[" + i + "].storageClass.volumeBindingMode";
            spec.pools()
                    .get(i)
                    .storageClass()
                    .filter(some -> some.volumeBindingMode().equals("Immediate"))
                    .ifPresent(some -> findings.report(
                            info(),
                            path,
                            "Immediate makes the disk on some node before the virtual machine has one",
                            "use WaitForFirstConsumer, the default; a claim that is Pending until then is normal"));
        }
    }
}
