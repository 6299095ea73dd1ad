package dev.ocpv.applicator.storage;

import dev.ocpv.internal.text.Words;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-002: the annotation needs something to stand on, and applying it would try to create a class without provisioner. */
record DefaultClassExists() implements Rule<DefaultStorageClass> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-002", Severity.ERROR, "the class exists");
    }

    @Override
    public void check(DefaultStorageClass spec, Context context, Findings findings) {
        if (!Classes.readable(context.live(), "storageclasses")) {
            return;
        }
        for (var chosen : Chosen.of(spec)) {
            if (Classes.find(context.live(), chosen.className()).isEmpty() && !isMade(chosen, context)) {
                var names = Classes.names(context.live());
                findings.report(
                        info(),
                        chosen.field(),
                        "there is no StorageClass %s; there are %s"
                                .formatted(chosen.className(), String.join(", ", names)),
                        Words.suggestion(chosen.className(), names) + "name one of them, or create the class first");
            }
        }
    }

    private static boolean isMade(Chosen chosen, Context context) {
        return context.desired()
                .specs(HostPathStorage.class)
                .flatMap(storage -> storage.pools().stream())
                .flatMap(pool -> pool.storageClass().stream())
                .anyMatch(some -> some.name().equals(chosen.className()));
    }
}
