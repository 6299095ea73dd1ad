package dev.ocpv.examples;

import dev.ocpv.Cluster;
import dev.ocpv.apply.ApplyEvent;
import dev.ocpv.apply.ApplyResult;
import dev.ocpv.plan.Plan;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.spec.DesiredState;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The five verbs, one after the other, told to a person. */
final class Walkthrough {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private final Console console;
    private final Cluster cluster;
    private final KubernetesClient client;

    @Nullable
    private Plan plan;

    @Nullable
    private ApplyResult applied;

    Walkthrough(Console console, Cluster cluster, KubernetesClient client) {
        this.console = console;
        this.cluster = cluster;
        this.client = client;
    }

    /** {@return whether everything went well} Stops after the plan in a dry run. */
    boolean configure(DesiredState desired, PlanOptions options, boolean dryRun) {
        if (!plan(desired, options)) {
            return false;
        }
        return dryRun || (applyAndVerify() && isEmptyNow(options));
    }

    boolean plan(DesiredState desired, PlanOptions options) {
        console.heading("Findings");
        var validation = cluster.validate(desired);
        console.show(validation.findings().isEmpty() ? "none" : validation.explain());
        if (!validation.ok()) {
            return false;
        }
        console.heading("Plan");
        var made = cluster.plan(validation.orThrow(), options);
        console.show(made.explain());
        plan = made;
        return made.ok();
    }

    boolean hasNothingToDo() {
        return plan().isEmpty();
    }

    boolean applyAndVerify() {
        console.heading("Apply");
        var result = cluster.apply(plan(), this::progress);
        applied = result;
        console.show(result.explain());
        if (!result.ok()) {
            return false;
        }
        console.heading("Verification");
        var verification = cluster.verify(result, PATIENCE);
        console.show(verification.explain());
        console.show("The cluster %s after %d s."
                .formatted(
                        verification.ok() ? "follows" : "does not follow",
                        verification.took().toSeconds()));
        return verification.ok();
    }

    private void progress(ApplyEvent event) {
        if (event.state() != ApplyEvent.State.STARTED) {
            console.show(event.toString());
        }
    }

    private boolean isEmptyNow(PlanOptions options) {
        console.heading("The same plan again");
        var validation = cluster.validate(plan().state().desired());
        var again = cluster.plan(validation.orThrow(), options);
        console.show(again.explain());
        return again.ok() && again.isEmpty();
    }

    /** {@return whether every object is as it was before the apply} */
    boolean takeBack() {
        console.heading("Rollback");
        var result = Objects.requireNonNull(applied, "nothing was applied");
        var rollback = cluster.rollback(result);
        console.show(rollback.explain());
        var comparison = new Comparison(client);
        var different = result.done().stream()
                .filter(step -> !comparison.isAsBefore(step.before()))
                .map(step -> step.change().resource().toString())
                .toList();
        console.show(
                different.isEmpty()
                        ? "All %d objects are as they were before, owners of fields included."
                                .formatted(result.done().size())
                        : "Not as before: " + String.join(", ", different));
        return rollback.ok() && different.isEmpty();
    }

    private Plan plan() {
        return Objects.requireNonNull(plan, "nothing was planned");
    }
}
