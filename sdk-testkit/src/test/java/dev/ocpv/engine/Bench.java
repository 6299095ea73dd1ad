package dev.ocpv.engine;

import dev.ocpv.Cluster;
import dev.ocpv.ClusterOptions;
import dev.ocpv.plan.Plan;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.Spec;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.JournalEntry;
import dev.ocpv.testkit.transport.InProcess;
import dev.ocpv.verify.Ticker;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An empty server, a client of its administrator, and the SDK on it as {@code acme}. */
final class Bench implements AutoCloseable {
    final ApiServer server = ApiServer.builder().build();
    final KubernetesClient admin = InProcess.client(server);
    final Cluster cluster;

    Bench() {
        var options =
                ClusterOptions.builder().fieldManager("acme").ticker(ticker()).build();
        cluster = Cluster.connect(admin, options);
    }

    private Ticker ticker() {
        return new Ticker() {
            @Override
            public Instant now() {
                return server.clock().instant();
            }

            @Override
            public void pause(Duration duration) {
                server.clock().advance(duration);
            }
        };
    }

    Plan plan(Spec... specs) {
        return plan(PlanOptions.standard(), specs);
    }

    Plan plan(PlanOptions options, Spec... specs) {
        return cluster.plan(cluster.validate(DesiredState.of(specs)).orThrow(), options);
    }

    /** {@return the writes since the start that were not dry runs} */
    List<JournalEntry> writes() {
        return server.journal().entries().stream()
                .filter(entry -> entry.isWrite() && !entry.isDryRun())
                .toList();
    }

    /** Makes every read of a ConfigMap fail from now on. */
    void failReadsOf(String name) {
        server.addFault(
                request -> request.method().equals("GET") && request.target().endsWith("/configmaps/" + name)
                        ? ApiServer.failure(500, "InternalError", "etcd is away")
                        : null);
    }

    void applyAs(String manager, String yaml) {
        var resource = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        admin.resource(resource)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(manager)
                        .withForce(true)
                        .build());
    }

    ConfigMap live(String name) {
        return admin.configMaps().inNamespace("default").withName(name).get();
    }

    static ConfigMap map(String name, String key, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .addToData(key, value)
                .build();
    }

    @Override
    public void close() {
        admin.close();
    }
}
