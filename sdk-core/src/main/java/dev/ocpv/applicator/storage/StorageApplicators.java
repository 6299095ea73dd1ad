package dev.ocpv.applicator.storage;

import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import java.util.List;

/** The applicators of default classes, storage profiles and host path storage. */
public final class StorageApplicators implements ApplicatorModule {

    /** Called by the service loader. */
    public StorageApplicators() {}

    @Override
    public List<Applicator<?>> applicators() {
        return List.of(
                new DefaultStorageClassApplicator(),
                new StorageProfileOverrideApplicator(),
                new HostPathStorageApplicator());
    }
}
