package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.Release;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a simulator works with: a client that writes in its name, the time, and where it is. */
record SimulatorContext(
        KubernetesClient client,
        Api api,
        Supplier<Instant> now,
        Release release,
        String operatorNamespace,
        Consumer<Key> look) {}
