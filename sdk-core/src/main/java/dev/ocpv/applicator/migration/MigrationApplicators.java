package dev.ocpv.applicator.migration;

import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import java.util.List;

/** The applicators of live migration limits and of the migration network. */
public final class MigrationApplicators implements ApplicatorModule {

    /** Called by the service loader. */
    public MigrationApplicators() {}

    @Override
    public List<Applicator<?>> applicators() {
        return List.of(new LiveMigrationApplicator(), new MigrationNetworkApplicator());
    }
}
