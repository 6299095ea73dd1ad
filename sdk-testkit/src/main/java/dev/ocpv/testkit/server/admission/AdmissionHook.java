package dev.ocpv.testkit.server.admission;

import com.fasterxml.jackson.databind.JsonNode;

/** Implemented by simulators and tests: may change or refuse a write, like an admission webhook without the network. */
public interface AdmissionHook {
    /**
     * {@return the object to go on with, the given one where nothing is to change; never modify it in place}
     *
     * @throws dev.ocpv.testkit.server.status.StatusException to refuse
     */
    default JsonNode mutate(AdmissionRequest request) {
        return request.object();
    }

    /**
     * Looks at the finished object.
     *
     * @throws dev.ocpv.testkit.server.status.StatusException to refuse
     */
    default void validate(AdmissionRequest request) {}
}
