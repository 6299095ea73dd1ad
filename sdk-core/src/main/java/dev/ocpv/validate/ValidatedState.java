package dev.ocpv.validate;

import dev.ocpv.live.LiveState;
import dev.ocpv.spec.DesiredState;

/** A desired state without errors, and the live state it was checked against. Only a {@link ValidationResult} makes one. */
public final class ValidatedState {
    private final Context context;

    ValidatedState(Context context) {
        this.context = context;
    }

    /** {@return what the user wants} */
    public DesiredState desired() {
        return context.desired();
    }

    /** {@return what the cluster looked like} */
    public LiveState live() {
        return context.live();
    }
}
