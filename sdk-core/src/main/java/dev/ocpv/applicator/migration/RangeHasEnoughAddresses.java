package dev.ocpv.applicator.migration;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.text.Words;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import java.math.BigInteger;

/** NET-004: a virt-handler without an address does not start, and its node falls out. */
record RangeHasEnoughAddresses() implements Rule<MigrationNetwork> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-004", Severity.ERROR, "there is an address for each virt-handler");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        var range = AddressRange.parse(spec.range());
        var live = context.live();
        if (range.isEmpty()) {
            return;
        }
        var placement = context.desired()
                .specs(WorkloadPlacement.class)
                .findFirst()
                .map(WorkloadPlacement::placement)
                .orElseGet(() -> HyperConvergeds.workloads(HyperConvergeds.document(live)));
        int needed = HyperConvergeds.workloadNodes(placement, live).size();
        var free = range.get().usable(!spec.range().contains("-")).subtract(excluded(spec, range.get()));
        if (free.compareTo(BigInteger.valueOf(needed)) < 0) {
            findings.report(
                    info(),
                    "range",
                    "%s leaves %s addresses for %s"
                            .formatted(spec.range(), free.max(BigInteger.ZERO), Words.count(needed, "node")),
                    "use a larger range, with room for nodes to come");
        }
    }

    private static BigInteger excluded(MigrationNetwork spec, AddressRange range) {
        return spec.excludes().stream()
                .flatMap(text -> AddressRange.parseNetworkOrAddress(text).stream())
                .filter(range::contains)
                .map(AddressRange::size)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
