package dev.ocpv.applicator.storage;

import dev.ocpv.internal.text.Words;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-011: CDI deletes a profile whose class does not exist. */
record ProfileClassExists() implements Rule<StorageProfileOverride> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-011", Severity.ERROR, "the class of the profile exists");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        if (Classes.readable(context.live(), "storageclasses")
                && Classes.find(context.live(), spec.storageClass()).isEmpty()) {
            var names = Classes.names(context.live());
            findings.report(
                    info(),
                    "storageClass",
                    "there is no StorageClass %s; there are %s"
                            .formatted(spec.storageClass(), String.join(", ", names)),
                    Words.suggestion(spec.storageClass(), names) + "name one of them, or create the class first");
        }
    }
}
