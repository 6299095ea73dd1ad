package dev.ocpv.applicator.storage;

import dev.ocpv.internal.tree.Documents;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-029: pools and pathConfig exclude each other, and the webhook refuses both together. */
record ProvisionerHasNoPathConfig() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-029", Severity.ERROR, "the HostPathProvisioner has no legacy pathConfig");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        context.live().hostPathProvisioners().stream()
                .filter(found -> !Documents.object(Documents.of(found), "spec", "pathConfig")
                        .isEmpty())
                .findFirst()
                .ifPresent(
                        found -> findings.report(
                                info(),
                                "",
                                "HostPathProvisioner/%s has a pathConfig, which excludes pools"
                                        .formatted(found.getMetadata().getName()),
                                "remove spec.pathConfig first; its volumes stay reachable through a pool called legacy at the same path"));
    }
}
