package dev.ocpv.applicator.density;

import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import java.util.List;

/** The applicator of memory overcommit. */
public final class DensityApplicators implements ApplicatorModule {

    /** Called by the service loader. */
    public DensityApplicators() {}

    @Override
    public List<Applicator<?>> applicators() {
        return List.of(new MemoryOvercommitApplicator());
    }
}
