package dev.ocpv.internal.placement;

import dev.ocpv.live.NodeMismatch;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** PLC-007: a node with the right labels is easily thought to be used while a taint keeps the pods away. */
record TaintsAreTolerated<S extends Spec>(Where<S> where) implements Rule<S> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-007", Severity.WARNING, "no chosen node is kept out by a taint");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        where.forNodes(spec, context.live())
                .filter(found ->
                        !found.nodeSelector().isEmpty() || found.affinity().isPresent())
                .map(where::matcher)
                .filter(matcher -> !matcher.matching(context.live().nodes()).isEmpty())
                .ifPresent(
                        matcher -> context.live()
                                .nodes()
                                .forEach(
                                        node -> matcher.mismatch(node)
                                                .filter(mismatch -> mismatch.cause() == NodeMismatch.Cause.TAINT)
                                                .ifPresent(
                                                        mismatch -> findings.report(
                                                                info(),
                                                                where.path() + "tolerations",
                                                                "%s has the labels, but %s"
                                                                        .formatted(
                                                                                node.getMetadata()
                                                                                        .getName(),
                                                                                mismatch.reason()),
                                                                "add a toleration for the taint, or narrow the placement if the node is not meant"))));
    }
}
