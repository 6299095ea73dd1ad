package dev.ocpv.applicator.migration;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.migration.MigrationNetwork;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import io.fabric8.kubernetes.api.model.Node;
import java.util.stream.Stream;

/** NET-005: traffic to the overlapped addresses would leave through the migration network. */
record RangeIsFree() implements Rule<MigrationNetwork> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("NET-005", Severity.ERROR, "the range does not overlap the cluster's own networks");
    }

    @Override
    public void check(MigrationNetwork spec, Context context, Findings findings) {
        AddressRange.parse(spec.range())
                .ifPresent(range -> context.live()
                        .nodes()
                        .forEach(node -> networks(node)
                                .filter(text -> AddressRange.parseNetworkOrAddress(text)
                                        .filter(range::overlaps)
                                        .isPresent())
                                .findFirst()
                                .ifPresent(text -> findings.report(
                                        info(),
                                        "range",
                                        "%s overlaps %s of node %s"
                                                .formatted(
                                                        spec.range(),
                                                        text,
                                                        node.getMetadata().getName()),
                                        "use a range that neither nodes, pods nor services have"))));
    }

    private static Stream<String> networks(Node node) {
        var addresses = node.getStatus() == null || node.getStatus().getAddresses() == null
                ? Stream.<String>empty()
                : node.getStatus().getAddresses().stream()
                        .filter(address -> address.getType().endsWith("IP"))
                        .map(address -> address.getAddress());
        var pods = node.getSpec() == null || node.getSpec().getPodCIDRs() == null
                ? Stream.<String>empty()
                : node.getSpec().getPodCIDRs().stream();
        return Stream.concat(addresses, pods);
    }
}
