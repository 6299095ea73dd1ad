package dev.ocpv.applicator.placement;

import dev.ocpv.report.Severity;
import dev.ocpv.spec.placement.OperatorPlacement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;

/** PLC-011: a fault of OLM: an empty podAntiAffinity takes node and pod affinity away, too. */
record EmptyPodAntiAffinityIsMeant() implements Rule<OperatorPlacement> {

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-011", Severity.WARNING, "no empty podAntiAffinity erases the whole affinity");
    }

    @Override
    public void check(OperatorPlacement spec, Context context, Findings findings) {
        spec.placement()
                .affinity()
                .filter(affinity -> new PodAntiAffinity().equals(affinity.getPodAntiAffinity()))
                .ifPresent(affinity -> findings.report(
                        info(),
                        "affinity.podAntiAffinity",
                        "OLM erases the whole affinity of every operator for an empty podAntiAffinity, also parts given here",
                        "leave podAntiAffinity out, or write affinity: {} if the whole affinity is to go"));
    }
}
