package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.DefaultStorageClass;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** STO-006: disks follow the virtualization default as long as there is one. */
record VirtDefaultIsSeen() implements Rule<DefaultStorageClass> {

    @Override
    public RuleInfo info() {
        return new RuleInfo(
                "STO-006", Severity.WARNING, "the cluster default also decides for disks, or that is meant");
    }

    @Override
    public void check(DefaultStorageClass spec, Context context, Findings findings) {
        var virt = Classes.marked(context.live(), Classes.VIRT_DEFAULT);
        spec.cluster()
                .filter(name -> spec.virtualization().isEmpty())
                .filter(name -> !virt.isEmpty()
                        && virt.stream()
                                .noneMatch(some -> some.getMetadata().getName().equals(name)))
                .filter(name -> Classes.find(context.live(), name)
                        .filter(some -> "true".equals(Classes.annotations(some).get(Classes.DEFAULT)))
                        .isEmpty())
                .ifPresent(
                        name -> findings.report(
                                info(),
                                "cluster",
                                "disks keep going to %s, which is the default for virtualization"
                                        .formatted(virt.get(0).getMetadata().getName()),
                                "name a class for virtualization as well, the same one or another, so that both are decided here"));
    }
}
