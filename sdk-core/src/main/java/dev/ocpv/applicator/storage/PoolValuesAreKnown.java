package dev.ocpv.applicator.storage;

import dev.ocpv.internal.text.Quantities;
import dev.ocpv.internal.text.Words;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.List;

/** STO-030: they are refused late, on the node or by a StorageClass that never works. */
record PoolValuesAreKnown() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-030", Severity.ERROR, "size, modes and policies of a pool are possible values");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        for (int i = 0; i < spec.pools().size(); i++) {
            var path = "pools[" + i + "]";
            spec.pools().get(i).volume().ifPresent(volume -> {
                if (Quantities.parse(volume.size())
                        .filter(size -> size.signum() > 0)
                        .isEmpty()) {
                    findings.report(
                            info(),
                            path + ".volume.size",
                            "'%s' is no size".formatted(volume.size()),
                            "write a quantity above 0, such as 100Gi");
                }
                volume.volumeMode()
                        .ifPresent(mode ->
                                check(path + ".volume.volumeMode", mode, List.of("Block", "Filesystem"), findings));
            });
            spec.pools().get(i).storageClass().ifPresent(some -> {
                check(
                        path + ".storageClass.reclaimPolicy",
                        some.reclaimPolicy(),
                        List.of("Delete", "Retain"),
                        findings);
                check(
                        path + ".storageClass.volumeBindingMode",
                        some.volumeBindingMode(),
                        List.of("WaitForFirstConsumer", "Immediate"),
                        findings);
            });
        }
    }

    private void check(String path, String value, List<String> allowed, Findings findings) {
        if (!allowed.contains(value)) {
            findings.report(
                    info(),
                    path,
                    "'%s' is none of %s".formatted(value, String.join(", ", allowed)),
                    Words.suggestion(value, allowed) + "use one of the listed values");
        }
    }
}
