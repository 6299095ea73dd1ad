package dev.ocpv.validate;

import dev.ocpv.spec.Spec;

/** One thing that must hold for a spec; implemented by a stateless record per rule. It never throws and never asks the cluster. */
public interface Rule<S extends Spec> {

    /** {@return the rule's identity} */
    RuleInfo info();

    /** Reports every breach of this rule in {@code spec}. */
    void check(S spec, Context context, Findings findings);
}
