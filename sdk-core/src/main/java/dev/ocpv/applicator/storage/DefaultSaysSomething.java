package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-001: an empty section is most probably a key at the wrong depth. */
record DefaultSaysSomething() implements Rule<DefaultStorageClass> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-001", Severity.ERROR, "a default class is named");
    }

    @Override
    public void check(DefaultStorageClass spec, Context context, Findings findings) {
        if (Chosen.of(spec).isEmpty()) {
            findings.report(
                    info(),
                    "",
                    "no class is named",
                    "name a class for cluster or for virtualization, or leave the section out");
        }
    }
}
