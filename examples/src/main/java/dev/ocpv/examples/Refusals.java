package dev.ocpv.examples;

import dev.ocpv.Cluster;
import dev.ocpv.report.Outcome;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.migration.LiveMigration;
import dev.ocpv.spec.placement.Placement;
import dev.ocpv.spec.placement.WorkloadPlacement;
import dev.ocpv.spec.storage.HostPathStorage;
import dev.ocpv.spec.storage.StoragePool;
import dev.ocpv.testkit.TestCluster;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.function.Supplier;

/** Three mistakes, each told before any write. */
record Refusals(Console console, Cluster cluster, TestCluster memory) {

    /** {@return whether each was refused and nothing was written} */
    boolean show() {
        return refuses(
                        "A placement that matches no node",
                        () -> cluster.validate(DesiredState.of(WorkloadPlacement.of(
                                Placement.onNodesLabelled("example.com/machine-room", "basement")))))
                && refuses(
                        "Host-path nodes that do not cover the nodes of the virtual machines",
                        () -> cluster.validate(DesiredState.of(
                                WorkloadPlacement.of(Placement.onNodesLabelled("node-role.kubernetes.io/worker", "")),
                                HostPathStorage.builder()
                                        .addPools(StoragePool.builder()
                                                .name("local")
                                                .path("/var/hpvolumes")
                                                .build())
                                        .placement(Placement.onNodesLabelled("kubernetes.io/hostname", "worker-0"))
                                        .build())))
                && refusesTheFieldOfAnother();
    }

    private boolean refusesTheFieldOfAnother() {
        applyAs("argocd", "{\"spec\":{\"liveMigrationConfig\":{\"parallelMigrationsPerCluster\":3}}}");
        return refuses("A field that another field manager owns", () -> {
            var desired = DesiredState.of(
                    LiveMigration.builder().parallelMigrationsPerCluster(4).build());
            return cluster.plan(cluster.validate(desired).orThrow());
        });
    }

    private void applyAs(String manager, String fields) {
        var hyperConverged = memory.client()
                .genericKubernetesResources("hco.kubevirt.io/v1beta1", "HyperConverged")
                .inNamespace("openshift-cnv")
                .withName("kubevirt-hyperconverged");
        var body = fields.replaceFirst(
                "\\{",
                "{\"apiVersion\":\"hco.kubevirt.io/v1beta1\",\"kind\":\"HyperConverged\","
                        + "\"metadata\":{\"name\":\"kubevirt-hyperconverged\"},");
        hyperConverged.patch(
                new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(manager)
                        .withForce(true)
                        .build(),
                body);
    }

    private boolean refuses(String title, Supplier<Outcome> attempt) {
        console.heading("Refused: " + title);
        int before = memory.writes().size();
        var outcome = attempt.get();
        int written = memory.writes().size() - before;
        console.show(outcome.explain());
        console.show("writes: " + written);
        return !outcome.ok() && written == 0;
    }
}
