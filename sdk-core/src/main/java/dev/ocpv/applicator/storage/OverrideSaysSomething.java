package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-010: an empty one is most probably a key at the wrong depth. */
record OverrideSaysSomething() implements Rule<StorageProfileOverride> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-010", Severity.ERROR, "a storage profile override overrides something");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        if (spec.claimPropertySets().isEmpty()
                && spec.cloneStrategy().isEmpty()
                && spec.dataImportCronSourceFormat().isEmpty()
                && spec.snapshotClass().isEmpty()) {
            findings.report(
                    info(),
                    "",
                    "nothing is overridden",
                    "give at least one of claimPropertySets, cloneStrategy, dataImportCronSourceFormat, snapshotClass");
        }
    }
}
