package dev.ocpv.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A server and a client of it. */
public interface Rig extends AutoCloseable {
    /** {@return the client} */
    KubernetesClient client();

    /** Stores ConfigMaps, as fast as the server allows; every hundredth has the label {@code rare=yes}. */
    void fill(int objects);

    @Override
    void close();
}
