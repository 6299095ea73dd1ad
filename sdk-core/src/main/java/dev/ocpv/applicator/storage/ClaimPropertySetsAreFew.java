package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-015: the schema refuses more than 8 sets and more than 4 access modes. */
record ClaimPropertySetsAreFew() implements Rule<StorageProfileOverride> {
    private static final int SETS = 8;
    private static final int MODES = 4;

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-015", Severity.ERROR, "there are not more sets and modes than allowed");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        var sets = spec.claimPropertySets();
        if (sets.size() > SETS) {
            findings.report(
                    info(),
                    "claimPropertySets",
                    "%d sets; at most %d are allowed".formatted(sets.size(), SETS),
                    "keep the best ones; the first that fits is used");
        }
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i).accessModes().size() > MODES) {
                findings.report(
                        info(),
                        "claimPropertySets[" + i + "].accessModes",
                        "%d access modes; at most %d are allowed"
                                .formatted(sets.get(i).accessModes().size(), MODES),
                        "name each once");
            }
        }
    }
}
