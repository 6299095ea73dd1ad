package dev.ocpv.spi;

import dev.ocpv.live.LiveState;
import dev.ocpv.plan.Change;
import dev.ocpv.plan.Impact;
import dev.ocpv.rollback.Undo;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * Knows one kind of spec: what must hold, what it looks like in Kubernetes, what it does to the cluster, when it works, how it is
 * undone; implemented by whoever adds a kind of spec.
 *
 * <p>Every method is pure: same arguments, same answer, no I/O. The engine does the talking.
 */
public interface Applicator<S extends Spec> {

    /** {@return the type of its specs} */
    Class<S> specType();

    /** {@return what must hold before a spec is planned} */
    List<Rule<S>> rules();

    /**
     * {@return the resources that the spec wants, with the intended fields only, in the order in which they must be written}
     *
     * <p>Resources that several specs render are merged into one write.
     */
    List<HasMetadata> render(S spec, LiveState live);

    /** {@return what a planned change to one of its resources does beyond that resource} */
    default List<Impact> impacts(S spec, LiveState live, Change change) {
        return List.of();
    }

    /** {@return what shows that the cluster follows, along the chain of operands} */
    List<Check> checks(S spec, LiveState live);

    /** {@return how a change to one of its resources is taken back} */
    default Undo undo(S spec, Change change) {
        return Undo.restore();
    }
}
