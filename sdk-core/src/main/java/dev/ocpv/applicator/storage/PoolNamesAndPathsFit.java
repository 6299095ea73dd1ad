package dev.ocpv.applicator.storage;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.util.regex.Pattern;

/** STO-021: names are limited to 50 and paths to 255 characters. */
record PoolNamesAndPathsFit() implements Rule<HostPathStorage> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?");
    private static final int LONGEST_PATH = 255;

    @Override
    public RuleInfo info() {
        return new RuleInfo("STO-021", Severity.ERROR, "pool names and paths have the allowed form");
    }

    @Override
    public void check(HostPathStorage spec, Context context, Findings findings) {
        for (int i = 0; i < spec.pools().size(); i++) {
            var pool = spec.pools().get(i);
            var path = "pools[" + i + "]";
            if (!NAME.matcher(pool.name()).matches()) {
                findings.report(
                        info(),
                        path + ".name",
                        "'%s' is no pool name: 1 to 50 lower-case letters, digits and '-', with a letter or digit at both ends"
                                .formatted(pool.name()),
                        "choose a short plain name; it also becomes part of other names");
            }
            if (!pool.path().startsWith("/")
                    || pool.path().length() > LONGEST_PATH
                    || pool.path().contains("..")) {
                findings.report(
                        info(),
                        path + ".path",
                        "'%s' is no absolute path of at most 255 characters without '..'".formatted(pool.path()),
                        "write the directory as it is on the nodes, such as /var/hpvolumes");
            }
        }
    }
}
