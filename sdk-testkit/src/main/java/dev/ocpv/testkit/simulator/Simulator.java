package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays one operator, written with the client that everybody uses. Extended by those who need an operator that is not here.
 *
 * <p>A simulator looks at the whole state of one object each time and takes it a step further, like a real controller: it keeps nothing in
 * itself but what a test told it to do wrong.
 */
public abstract class Simulator {

    private final String userAgent;
    private final Set<String> watches;
    private @Nullable SimulatorContext context;

    /**
     * Made once for each cluster.
     *
     * @param userAgent the name that its writes carry
     * @param watches the kinds whose changes it wants to see
     */
    protected Simulator(String userAgent, Set<String> watches) {
        this.userAgent = userAgent;
        this.watches = watches;
    }

    /** {@return the name that its writes carry} */
    public final String userAgent() {
        return userAgent;
    }

    /** {@return the kinds whose changes it wants to see} */
    public final Set<String> watches() {
        return watches;
    }

    /** {@return the objects to look at when another one changed, which its controller may own} Unless overridden, the object itself. */
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        return Stream.of(changed);
    }

    /**
     * Takes one object a step further. What it writes to that object meanwhile does not make it look again.
     *
     * @return after how long to look again, if time alone changes something
     */
    protected abstract Optional<Duration> reconcile(Key key);

    /** {@return the webhook of this operator, if it has one} */
    protected Optional<AdmissionHook> admission() {
        return Optional.empty();
    }

    /** Forgets what a test told it to do wrong, and goes on where it stopped. */
    public final void behave() {
        forget();
        lookAgain();
    }

    /** Forgets what a test told it to do wrong. */
    protected void forget() {}

    /** {@return what to look at when it was told to do something else than before} Nothing unless overridden. */
    protected Stream<Key> everything() {
        return Stream.empty();
    }

    /** Takes everything a step further now, without waiting for a change. */
    protected final void lookAgain() {
        everything().toList().forEach(key -> context().look().accept(key));
    }

    final void attach(SimulatorContext given) {
        context = given;
    }

    protected final KubernetesClient client() {
        return context().client();
    }

    protected final Instant now() {
        return context().now().get();
    }

    protected final Release release() {
        return context().release();
    }

    final Api api() {
        return context().api();
    }

    /** {@return the namespace of OpenShift Virtualization's operators} */
    protected final String operatorNamespace() {
        return context().operatorNamespace();
    }

    private SimulatorContext context() {
        return Objects.requireNonNull(context, "a simulator works only in a cluster");
    }
}
