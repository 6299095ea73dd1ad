package dev.ocpv.applicator.density;

import dev.ocpv.internal.operand.HyperConvergeds;
import dev.ocpv.internal.operand.OperandRules;
import dev.ocpv.internal.operand.Operands;
import dev.ocpv.live.LiveState;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.spec.density.MemoryOvercommit;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Renders a {@link MemoryOvercommit} into the HyperConverged, which hands it to KubeVirt. */
final class MemoryOvercommitApplicator implements Applicator<MemoryOvercommit> {
    private static final FieldPath FIELD = FieldPath.of("spec", "higherWorkloadDensity");
    private static final FieldPath OPERAND =
            FieldPath.of("spec", "configuration", "developerConfiguration", "memoryOvercommit");
    private static final int FIRST_WITH_WASP = 20;

    @Override
    public Class<MemoryOvercommit> specType() {
        return MemoryOvercommit.class;
    }

    @Override
    public List<Rule<MemoryOvercommit>> rules() {
        var rules = new ArrayList<Rule<MemoryOvercommit>>();
        rules.addAll(OperandRules.hyperConverged());
        rules.addAll(List.of(
                new PercentageIsAllowed(), new PercentageIsSane(), new SwapIsProvided(), new WaspRunsOnWorkers()));
        return rules;
    }

    @Override
    public List<HasMetadata> render(MemoryOvercommit spec, LiveState live) {
        return List.of(HyperConvergeds.of(
                live,
                new HyperConvergedSpec()
                        .withHigherWorkloadDensity(
                                density -> density.withMemoryOvercommitPercentage((long) spec.percentage()))));
    }

    @Override
    public List<Impact> impacts(MemoryOvercommit spec, LiveState live, Change change) {
        if (change.fields().stream().noneMatch(field -> field.path().isWithin(FIELD))) {
            return List.of();
        }
        var impacts = new ArrayList<Impact>();
        impacts.add(Impact.of(
                "virtual machines",
                "request memory at the new ratio from their next start or migration on; running ones keep theirs"));
        if (HyperConvergeds.release(live)
                .filter(release -> release.isAtLeast(FIRST_WITH_WASP))
                .isPresent()) {
            impacts.add(Impact.of(
                    "wasp-agent",
                    spec.percentage() > 100 ? "is deployed where the shared services are placed" : "is removed"));
        }
        return impacts;
    }

    @Override
    public List<Check> checks(MemoryOvercommit spec, LiveState live) {
        var checks = new ArrayList<Check>();
        checks.add(Operands.healthy(live));
        checks.addAll(Operands.kubeVirt(live, OPERAND, spec.percentage()));
        return checks;
    }
}
