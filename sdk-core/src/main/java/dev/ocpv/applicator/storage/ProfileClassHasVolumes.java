package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-012: the profiles of bucket classes are empty on purpose. */
record ProfileClassHasVolumes() implements Rule<StorageProfileOverride> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-012", Severity.ERROR, "the class of the profile makes volumes");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        Classes.find(context.live(), spec.storageClass())
                .filter(Classes::isBucket)
                .ifPresent(some -> findings.report(
                        info(),
                        "storageClass",
                        "%s makes object storage buckets (provisioner %s), and its profile is empty on purpose"
                                .formatted(spec.storageClass(), some.getProvisioner()),
                        "take the entry out"));
    }
}
