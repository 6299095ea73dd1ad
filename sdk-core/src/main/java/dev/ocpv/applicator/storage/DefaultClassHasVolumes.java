package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-003: bucket classes stand among the others and serve no volume. */
record DefaultClassHasVolumes() implements Rule<DefaultStorageClass> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-003", Severity.ERROR, "the class makes volumes");
    }

    @Override
    public void check(DefaultStorageClass spec, Context context, Findings findings) {
        for (var chosen : Chosen.of(spec)) {
            Classes.find(context.live(), chosen.className())
                    .filter(Classes::isBucket)
                    .ifPresent(some -> findings.report(
                            info(),
                            chosen.field(),
                            "%s makes object storage buckets (provisioner %s)"
                                    .formatted(chosen.className(), some.getProvisioner()),
                            "name a class for volumes"));
        }
    }
}
