package dev.ocpv.applicator.placement;

import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import java.util.List;

/** The applicators of operator, infrastructure and workload placement. */
public final class PlacementApplicators implements ApplicatorModule {

    /** Called by the service loader. */
    public PlacementApplicators() {}

    @Override
    public List<Applicator<?>> applicators() {
        return List.of(
                new OperatorPlacementApplicator(), new InfraPlacementApplicator(), new WorkloadPlacementApplicator());
    }
}
