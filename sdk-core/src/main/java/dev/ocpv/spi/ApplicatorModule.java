package dev.ocpv.spi;

import java.util.List;

/** A set of applicators; found as a service, so implementations are public with a public constructor without parameters. */
public interface ApplicatorModule {

    /** {@return the applicators} */
    List<Applicator<?>> applicators();
}
