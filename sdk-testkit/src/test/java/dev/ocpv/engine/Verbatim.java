package dev.ocpv.engine;

import dev.ocpv.spec.Spec;
import dev.ocpv.verify.Check;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Wants these resources, word for word, and these checks. */
record Verbatim(String id, List<HasMetadata> resources, List<Check> checks) implements Spec {

    static Verbatim of(HasMetadata... resources) {
        return new Verbatim("Verbatim", List.of(resources), List.of());
    }

    Verbatim named(String name) {
        return new Verbatim("Verbatim/" + name, resources, checks);
    }

    Verbatim checking(Check... more) {
        return new Verbatim(id, resources, List.of(more));
    }
}
