package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.HashSet;

/** STO-022: two pools in one directory would hand out the same space twice. */
record PoolsAreDifferent() implements Rule<HostPathStorage> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-022", Severity.ERROR, "pools differ in name and path");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        var names = new HashSet<String>();
        var paths = new HashSet<String>();
        for (int i = 0; i < spec.pools().size(); i++) {
            var pool = spec.pools().get(i);
            if (!names.add(pool.name())) {
                findings.report(
                        info(),
                        "pools[" + i + "].name",
                        "pool %s is there twice".formatted(pool.name()),
                        "give each pool its own name");
            }
            if (!paths.add(pool.path())) {
                findings.report(
                        info(),
                        "pools[" + i + "].path",
                        "path %s is used twice".formatted(pool.path()),
                        "give each pool its own directory");
            }
        }
    }
}
