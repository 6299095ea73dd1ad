package dev.ocpv.applicator.storage;

import dev.ocpv.internal.text.Words;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.StorageProfileOverride;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.List;

/** STO-014: most are free text for the API server, and CDI falls back silently. */
record ProfileValuesAreKnown() implements Rule<StorageProfileOverride> {
    private static final List<String> ACCESS_MODES =
            List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");
    private static final List<String> VOLUME_MODES = List.of("Block", "Filesystem");
    private static final List<String> CLONE_STRATEGIES = List.of("copy", "snapshot", "csi-clone");
    private static final List<String> SOURCE_FORMATS = List.of("pvc", "snapshot");

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-014", Severity.ERROR, "modes, clone strategy and source format are known values");
    }

    @Override
    public void check(StorageProfileOverride spec, Context context, Findings findings) {
        for (int i = 0; i < spec.claimPropertySets().size(); i++) {
            var set = spec.claimPropertySets().get(i);
            var path = "claimPropertySets[" + i + "]";
            for (int j = 0; j < set.accessModes().size(); j++) {
                check(path + ".accessModes[" + j + "]", set.accessModes().get(j), ACCESS_MODES, findings);
            }
            if (!set.volumeMode().isEmpty()) {
                check(path + ".volumeMode", set.volumeMode(), VOLUME_MODES, findings);
            }
        }
        spec.cloneStrategy().ifPresent(value -> check("cloneStrategy", value, CLONE_STRATEGIES, findings));
        spec.dataImportCronSourceFormat()
                .ifPresent(value -> check("dataImportCronSourceFormat", value, SOURCE_FORMATS, findings));
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
