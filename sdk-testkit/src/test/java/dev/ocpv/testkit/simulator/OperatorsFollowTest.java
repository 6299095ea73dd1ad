package dev.ocpv.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.OcpvTest;
import dev.ocpv.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@OcpvTest
class OperatorsFollowTest {

    private static final String NAMESPACE = "openshift-cnv";
    private static final String INFRA_PLACEMENT = """
            {"nodeSelector": {"node-role.kubernetes.io/infra": ""},
             "tolerations": [{"key": "node-role.kubernetes.io/infra", "operator": "Exists", "effect": "NoSchedule"}]}
            """;
    private static final String MIGRATION_NETWORK =
            "{\"spec\": {\"liveMigrationConfig\": {\"network\": \"migration\"}}}";

    @Test
    void installed_cluster_is_well(TestCluster cluster) {
        assertThat(conditions(hyperConverged(cluster)))
                .containsExactly(
                        "ReconcileComplete=True",
                        "Available=True",
                        "Progressing=False",
                        "Degraded=False",
                        "Upgradeable=True");
        assertThat(Trees.textAt(csv(cluster), "status.phase")).isEqualTo("Succeeded");
        assertThat(nodesOf(cluster, "virt-handler")).containsExactlyElementsOf(numbered("worker", 6));
        assertThat(nodesOf(cluster, "virt-api")).isSubsetOf(numbered("master", 3));
        assertThat(schedulable(cluster)).containsExactlyElementsOf(numbered("worker", 6));
        assertThat(cluster.writes()).isEmpty();
    }

    @Test
    void operators_move_to_where_the_subscription_says(TestCluster cluster) {
        patch(
                cluster,
                Kinds.SUBSCRIPTION,
                "hco-operatorhub",
                "{\"spec\": {\"config\": %s}}".formatted(INFRA_PLACEMENT));

        assertThat(Trees.textAt(csv(cluster), "status.phase")).isEqualTo("Installing");
        cluster.settle();
        assertThat(Trees.textAt(csv(cluster), "status.phase")).isEqualTo("Succeeded");
        assertThat(nodesOf(cluster, "hco-operator")).isSubsetOf(numbered("infra", 3));
        assertThat(nodesOf(cluster, "virt-operator"))
                .isSubsetOf(numbered("infra", 3))
                .hasSize(2);
        assertThat(cluster.writes())
                .extracting(Object::toString)
                .containsExactly("patch subscriptions/openshift-cnv/hco-operatorhub");
    }

    @Test
    void operators_whose_new_place_does_not_exist_keep_running_in_the_old_one(TestCluster cluster) {
        patch(
                cluster,
                Kinds.SUBSCRIPTION,
                "hco-operatorhub",
                "{\"spec\": {\"config\": {\"nodeSelector\": {\"no\": \"where\"}}}}");
        cluster.settle();

        assertThat(Trees.textAt(csv(cluster), "status.phase")).isEqualTo("Installing");
        var pods = pods(cluster, "hco-operator");
        assertThat(pods).filteredOn(Pods::isReady).hasSize(1);
        assertThat(pods)
                .filteredOn(pod -> !Pods.isReady(pod))
                .singleElement()
                .satisfies(pod -> assertThat(
                                pod.getStatus().getConditions().get(0).getMessage())
                        .isEqualTo("0/12 nodes are available: 12 node(s) didn't match Pod's node affinity/selector."));
    }

    @Test
    void shared_services_move_to_where_the_hyper_converged_says(TestCluster cluster) {
        patchHyperConverged(cluster, "{\"spec\": {\"infra\": {\"nodePlacement\": %s}}}".formatted(INFRA_PLACEMENT));

        assertThat(conditions(hyperConverged(cluster))).contains("Available=False", "Progressing=True");
        cluster.settle();
        assertThat(conditions(hyperConverged(cluster))).contains("Available=True", "Progressing=False");
        for (var service : List.of(
                "virt-api", "virt-controller", "cdi-apiserver", "virt-template-validator", "kubevirt-console-plugin")) {
            assertThat(nodesOf(cluster, service)).as(service).isNotEmpty().isSubsetOf(numbered("infra", 3));
        }
        assertThat(hyperConverged(cluster).<Integer>get("status", "observedGeneration"))
                .isEqualTo(hyperConverged(cluster).getMetadata().getGeneration().intValue());
    }

    @Test
    void virt_handler_leaves_nodes_that_the_placement_of_workloads_leaves_out(TestCluster cluster) {
        for (var i = 0; i < 4; i++) {
            label(cluster, "worker-" + i, "virt");
        }

        patchHyperConverged(
                cluster, "{\"spec\": {\"workloads\": {\"nodePlacement\": {\"nodeSelector\": {\"virt\": \"yes\"}}}}}");
        cluster.settle();

        assertThat(nodesOf(cluster, "virt-handler")).containsExactlyElementsOf(numbered("worker", 4));
        assertThat(nodesOf(cluster, "bridge-marker")).containsExactlyElementsOf(numbered("worker", 4));
        assertThat(schedulable(cluster)).containsExactlyElementsOf(numbered("worker", 4));
    }

    @Test
    void virt_handler_gets_an_address_on_the_migration_network(TestCluster cluster) {
        attachment(cluster);
        patchHyperConverged(cluster, MIGRATION_NETWORK);
        cluster.settle();

        assertThat(pods(cluster, "virt-handler"))
                .hasSize(6)
                .allSatisfy(
                        pod -> assertThat(pod.getMetadata().getAnnotations().get("k8s.v1.cni.cncf.io/network-status"))
                                .contains("\"openshift-cnv/migration\"", "\"migration0\"", "\"10.200.5."));
        assertThat(conditions(hyperConverged(cluster))).contains("Available=True");
    }

    @Test
    void virt_handler_hangs_until_the_migration_network_exists(TestCluster cluster) {
        patchHyperConverged(cluster, MIGRATION_NETWORK);
        cluster.settle();

        assertThat(conditions(hyperConverged(cluster))).contains("Available=False");
        assertThat(pods(cluster, "virt-handler"))
                .filteredOn(pod -> !Pods.isReady(pod))
                .hasSize(1);

        attachment(cluster);
        cluster.settle();
        assertThat(conditions(hyperConverged(cluster))).contains("Available=True");
    }

    @Test
    void local_storage_runs_where_its_workload_says(TestCluster cluster) {
        label(cluster, "worker-1", "local");
        label(cluster, "worker-2", "local");

        var provisioner = cluster.client().getKubernetesSerialization().unmarshal("""
                apiVersion: hostpathprovisioner.kubevirt.io/v1beta1
                kind: HostPathProvisioner
                metadata: {name: hostpath-provisioner}
                spec:
                  imagePullPolicy: IfNotPresent
                  storagePools: [{name: local, path: /var/local}]
                  workload: {nodeSelector: {local: "yes"}}
                """, GenericKubernetesResource.class);
        cluster.client()
                .genericKubernetesResources(Kinds.HOST_PATH_PROVISIONER)
                .resource(provisioner)
                .create();
        cluster.settle();

        var live = cluster.client()
                .genericKubernetesResources(Kinds.HOST_PATH_PROVISIONER)
                .withName("hostpath-provisioner")
                .get();
        assertThat(nodesOf(cluster, "hostpath-provisioner-csi")).containsExactly("worker-1", "worker-2");
        assertThat(conditions(live)).contains("Available=True");
        assertThat(live.<List<?>>get("status", "storagePoolStatuses"))
                .asString()
                .contains("name=local", "phase=Ready");

        cluster.client()
                .genericKubernetesResources(Kinds.HOST_PATH_PROVISIONER)
                .withName("hostpath-provisioner")
                .delete();
        assertThat(pods(cluster, "hostpath-provisioner-csi")).isEmpty();
    }

    @Test
    void profile_comes_and_goes_with_its_class(TestCluster cluster) {
        var client = cluster.client();
        var fast = client.storage()
                .v1()
                .storageClasses()
                .withName("ocs-storagecluster-cephfs")
                .get();
        fast.getMetadata().setName("copy");
        fast.getMetadata().setResourceVersion(null);
        fast.getMetadata().setUid(null);

        client.resource(fast).create();
        assertThat(client.genericKubernetesResources(Kinds.STORAGE_PROFILE)
                        .withName("copy")
                        .get())
                .isNotNull();

        client.storage().v1().storageClasses().withName("copy").delete();
        assertThat(client.genericKubernetesResources(Kinds.STORAGE_PROFILE)
                        .withName("copy")
                        .get())
                .isNull();
    }

    @Test
    void degraded_operand_degrades_the_hyper_converged_until_it_behaves(TestCluster cluster) {
        var cdi = cluster.simulator(CdiSimulator.class);

        cdi.degrade("no quota");
        assertThat(conditions(hyperConverged(cluster))).contains("Available=False", "Degraded=True");
        assertThat(Conditions.message(hyperConverged(cluster).getAdditionalProperties(), "Degraded"))
                .contains("CDI", "no quota");

        cdi.behave();
        assertThat(conditions(hyperConverged(cluster))).contains("Available=True", "Degraded=False");
    }

    @Test
    void stuck_operator_goes_on_when_it_behaves(TestCluster cluster) {
        var kubeVirt = cluster.simulator(KubeVirtSimulator.class);
        kubeVirt.getStuck();
        patchHyperConverged(cluster, "{\"spec\": {\"infra\": {\"nodePlacement\": %s}}}".formatted(INFRA_PLACEMENT));
        cluster.settle();
        assertThat(nodesOf(cluster, "virt-api")).isSubsetOf(numbered("master", 3));

        kubeVirt.behave();
        cluster.settle();
        assertThat(nodesOf(cluster, "virt-api")).isSubsetOf(numbered("infra", 3));
    }

    @Test
    void pods_that_never_start_hold_the_rollout(TestCluster cluster) {
        cluster.simulator(NodeSimulator.class).neverReady("virt-api", "image cannot be pulled");
        patchHyperConverged(cluster, "{\"spec\": {\"infra\": {\"nodePlacement\": %s}}}".formatted(INFRA_PLACEMENT));
        cluster.settle();

        assertThat(conditions(hyperConverged(cluster))).contains("Available=False", "Progressing=True");
        assertThat(Conditions.message(hyperConverged(cluster).getAdditionalProperties(), "Available"))
                .contains("virt-api");

        cluster.simulator(NodeSimulator.class).behave();
        cluster.settle();
        assertThat(conditions(hyperConverged(cluster))).contains("Available=True", "Progressing=False");
    }

    @Test
    void rollout_takes_time(TestCluster cluster) {
        attachment(cluster);
        patchHyperConverged(cluster, MIGRATION_NETWORK);
        var before = cluster.clock().instant();

        cluster.settle();

        assertThat(Duration.between(before, cluster.clock().instant()))
                .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    private static void attachment(TestCluster cluster) {
        var network = cluster.client().getKubernetesSerialization().unmarshal("""
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata: {name: migration, namespace: openshift-cnv}
                spec:
                  config: '{"cniVersion": "0.3.1", "type": "macvlan", "ipam": {"type": "whereabouts", "range": "10.200.5.0/24"}}'
                """, GenericKubernetesResource.class);
        cluster.client()
                .genericKubernetesResources(Kinds.NETWORK_ATTACHMENT)
                .inNamespace(NAMESPACE)
                .resource(network)
                .create();
    }

    private static void label(TestCluster cluster, String node, String key) {
        cluster.client()
                .nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"labels\": {\"%s\": \"yes\"}}}".formatted(key));
    }

    private static void patchHyperConverged(TestCluster cluster, String patch) {
        patch(cluster, Kinds.HYPER_CONVERGED, "kubevirt-hyperconverged", patch);
    }

    private static void patch(TestCluster cluster, ResourceDefinitionContext kind, String name, String patch) {
        cluster.client()
                .genericKubernetesResources(kind)
                .inNamespace(NAMESPACE)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static GenericKubernetesResource hyperConverged(TestCluster cluster) {
        return cluster.client()
                .genericKubernetesResources(Kinds.HYPER_CONVERGED)
                .inNamespace(NAMESPACE)
                .withName("kubevirt-hyperconverged")
                .get();
    }

    private static Map<String, Object> csv(TestCluster cluster) {
        return cluster.client()
                .genericKubernetesResources(Kinds.CLUSTER_SERVICE_VERSION)
                .inNamespace(NAMESPACE)
                .withName("kubevirt-hyperconverged-operator.v4.17.4")
                .get()
                .getAdditionalProperties();
    }

    private static List<String> conditions(GenericKubernetesResource object) {
        return Trees.listAt(object.getAdditionalProperties(), "status.conditions").stream()
                .map(c -> c.get("type") + "=" + c.get("status"))
                .toList();
    }

    private static List<Pod> pods(TestCluster cluster, String workload) {
        return cluster.client().pods().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getName().matches(workload + "-[a-z0-9]+(-[a-z0-9]+)?"))
                .toList();
    }

    private static TreeSet<String> nodesOf(TestCluster cluster, String workload) {
        return new TreeSet<>(pods(cluster, workload).stream().map(Pods::node).toList());
    }

    private static List<String> schedulable(TestCluster cluster) {
        return cluster.client().nodes().withLabel("kubevirt.io/schedulable", "true").list().getItems().stream()
                .map(Node::getMetadata)
                .map(m -> m.getName())
                .sorted()
                .toList();
    }

    private static List<String> numbered(String role, int count) {
        var names = new String[count];
        Arrays.setAll(names, i -> role + "-" + i);
        return List.of(names);
    }
}
