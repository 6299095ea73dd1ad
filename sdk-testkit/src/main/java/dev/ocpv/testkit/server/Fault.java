package dev.ocpv.testkit.server;

import org.jspecify.annotations.Nullable;

/** Implemented by tests: answers a request in the server's place, or lets it through. */
@FunctionalInterface
public interface Fault {
    /** {@return the answer, or null to let the request through; may also take its time before} */
    @Nullable
    ApiResponse intercept(ApiRequest request);
}
