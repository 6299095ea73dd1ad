package dev.ocpv.applicator.storage;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-004: disks that name neither mode fail on a class with an empty profile. */
record DefaultProfileIsComplete() implements Rule<DefaultStorageClass> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-004", Severity.ERROR, "CDI knows how to claim from the class");
    }

    @Override
    public void check(DefaultStorageClass spec, Context context, Findings findings) {
        for (var chosen : Chosen.of(spec)) {
            var known = Classes.find(context.live(), chosen.className())
                    .filter(some -> !Classes.isBucket(some))
                    .isPresent();
            var status = Classes.profileStatus(context.live(), chosen.className());
            var empty = status.filter(
                            some -> Documents.list(some, "claimPropertySets").isEmpty())
                    .isPresent();
            var overridden = context.desired()
                    .specs(StorageProfileOverride.class)
                    .anyMatch(some -> some.storageClass().equals(chosen.className())
                            && !some.claimPropertySets().isEmpty());
            if (known && empty && !overridden) {
                findings.report(
                        info(),
                        chosen.field(),
                        "the StorageProfile of %s is empty: CDI does not know its provisioner"
                                .formatted(chosen.className()),
                        "add a StorageProfileOverride with claimPropertySets for it");
            }
        }
    }
}
