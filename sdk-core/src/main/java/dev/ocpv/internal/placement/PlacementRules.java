package dev.ocpv.internal.placement;

import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Rule;
import java.util.List;

/** The rules that hold for every placement. */
public final class PlacementRules {
    private PlacementRules() {}

    /** {@return the rules for the placement that a kind of spec has at {@code where}} */
    public static <S extends Spec> List<Rule<S>> of(Where<S> where) {
        return List.of(
                new PlacementSaysSomething<>(where),
                new SelectorIsMadeOfLabels<>(where),
                new AffinityIsWellFormed<>(where),
                new TolerationsAreWellFormed<>(where),
                new PlacementMatchesNodes<>(where),
                new PlacementLeavesChoice<>(where),
                new TaintsAreTolerated<>(where));
    }
}
