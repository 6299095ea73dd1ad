package dev.ocpv.applicator.placement;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.placement.OperatorPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;

/** OPR-004: the operators are placed through it; without one they were installed some other way. */
record SubscriptionExists() implements Rule<OperatorPlacement> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("OPR-004", Severity.ERROR, "there is a Subscription for OpenShift Virtualization");
    }

    @Override
    public void check(OperatorPlacement spec, Context context, Findings findings) {
        var live = context.live();
        if (live.subscription().isEmpty()
                && live.unreadable().stream().noneMatch(list -> list.resources().startsWith("subscriptions"))) {
            findings.report(
                    info(),
                    "",
                    "no Subscription in namespace %s has spec.name kubevirt-hyperconverged"
                            .formatted(live.operatorNamespace()),
                    "install OpenShift Virtualization through OLM, or leave operatorPlacement out and place the operators where they were installed");
        }
    }
}
