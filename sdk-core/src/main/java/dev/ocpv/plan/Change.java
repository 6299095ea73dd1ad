package dev.ocpv.plan;

import dev.ocpv.resource.ResourceRef;
import dev.ocpv.resource.ValueStyle;
import dev.ocpv.spec.Spec;
import java.util.List;
import org.immutables.value.Value;

/** One resource's step in a plan; several specs can share it. */
@Value.Immutable
@ValueStyle
public interface Change {

    /** {@return which resource} */
    ResourceRef resource();

    /** {@return what happens to it} */
    Action action();

    /** {@return the specs that want it} */
    List<Spec> specs();

    /** {@return the fields that change, as the server predicts it} */
    List<FieldChange> fields();

    /** {@return what else happens because of it} */
    List<Impact> impacts();

    /** {@return what is sent} */
    Write write();

    /** {@return a new builder} */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Change}. */
    final class Builder extends ImmutableChange.Builder {
        Builder() {}
    }
}
