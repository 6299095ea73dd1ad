package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-013: CDI ignores the whole list for one incomplete set, and says so in its log only. */
record ClaimPropertySetsAreComplete() implements Rule<StorageProfileOverride> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-013", Severity.ERROR, "each claim property set has access modes and a volume mode");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        var sets = spec.claimPropertySets();
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i).accessModes().isEmpty() || sets.get(i).volumeMode().isEmpty()) {
                findings.report(
                        info(),
                        "claimPropertySets[" + i + "]",
                        "it has %s"
                                .formatted(sets.get(i).accessModes().isEmpty() ? "no access mode" : "no volume mode"),
                        "give both accessModes and volumeMode");
            }
        }
    }
}
