package dev.ocpv.engine;

import dev.ocpv.live.LiveState;
import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import dev.ocpv.validate.Rule;
import dev.ocpv.verify.Check;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Makes {@link Verbatim} known to the engine, as a user's own applicator would be. */
public final class VerbatimModule implements ApplicatorModule {

    @Override
    public List<Applicator<?>> applicators() {
        return List.of(new VerbatimApplicator());
    }

    private static final class VerbatimApplicator implements Applicator<Verbatim> {
        @Override
        public Class<Verbatim> specType() {
            return Verbatim.class;
        }

        @Override
        public List<Rule<Verbatim>> rules() {
            return List.of();
        }

        @Override
        public List<HasMetadata> render(Verbatim spec, LiveState live) {
            return spec.resources();
        }

        @Override
        public List<Check> checks(Verbatim spec, LiveState live) {
            return spec.checks();
        }
    }
}
