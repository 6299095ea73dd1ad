package dev.ocpv;

import dev.ocpv.apply.ApplyListener;
import dev.ocpv.apply.ApplyResult;
import dev.ocpv.apply.StalePlanException;
import dev.ocpv.internal.engine.DefaultCluster;
import dev.ocpv.plan.Plan;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.rollback.RollbackResult;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.validate.ValidatedState;
import dev.ocpv.validate.ValidationResult;
import dev.ocpv.verify.Verification;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/**
 * One cluster, and what to do with a desired state there: {@code validate}, {@code plan}, {@code apply}, {@code verify} and
 * {@code rollback}, each of which wants the result of the one before.
 *
 * <p>Only {@code apply} and {@code rollback} write. An instance may be used by one thread at a time.
 */
public interface Cluster extends AutoCloseable {

    /** {@return the cluster that kubectl would talk to} Writes carry {@code fieldManager}. Closing it closes the connection. */
    static Cluster connect(String fieldManager) {
        return DefaultCluster.connect(
                ClusterOptions.builder().fieldManager(fieldManager).build());
    }

    /** {@return the cluster behind a client} The client stays the caller's to close. */
    static Cluster connect(KubernetesClient client, ClusterOptions options) {
        return DefaultCluster.connect(client, options);
    }

    /** {@return everything that is wrong with a desired state on this cluster, at once} */
    ValidationResult validate(DesiredState desired);

    /** {@return what apply would do} Nothing is written: the server is asked in dry runs. Nothing is taken over from other field managers. */
    default Plan plan(ValidatedState state) {
        return plan(state, PlanOptions.standard());
    }

    /** {@return what apply would do} Nothing is written: the server is asked in dry runs. */
    Plan plan(ValidatedState state, PlanOptions options);

    /**
     * {@return what was written} Stops at the first refusal and still returns what was done.
     *
     * @throws dev.ocpv.plan.PlanException when the plan has errors; nothing was written
     * @throws StalePlanException when a resource changed since it was planned; nothing was written
     */
    default ApplyResult apply(Plan plan) {
        return apply(plan, event -> {});
    }

    /** As {@link #apply(Plan)}, telling {@code listener} of each step. */
    ApplyResult apply(Plan plan, ApplyListener listener);

    /** {@return whether the cluster follows, operand by operand} Waits until everything has passed twice in a row, or {@code within} is over. */
    Verification verify(ApplyResult applied, Duration within);

    /** {@return what was taken back} Last applied first; a field that somebody changed since is left alone and reported. */
    RollbackResult rollback(ApplyResult applied);

    @Override
    void close();
}
