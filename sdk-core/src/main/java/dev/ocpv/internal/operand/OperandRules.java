package dev.ocpv.internal.operand;

import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Rule;
import java.util.List;

/** The rules about what must be in the cluster before anything can be configured. */
public final class OperandRules {
    private OperandRules() {}

    /** {@return the rules for a kind of spec that is written into the HyperConverged} */
    public static <S extends Spec> List<Rule<S>> hyperConverged() {
        return List.of(
                new ApiIsServed<>(HyperConvergeds.API_VERSION),
                new HyperConvergedExists<>(),
                new HyperConvergedIsUntainted<>(),
                new HyperConvergedIsNamedAsExpected<>());
    }

    /** {@return the rule that an API must be served} */
    public static <S extends Spec> Rule<S> served(String apiVersion) {
        return new ApiIsServed<>(apiVersion);
    }
}
