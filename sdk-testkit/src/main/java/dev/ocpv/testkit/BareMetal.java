package dev.ocpv.testkit;

import dev.ocpv.testkit.simulator.Kinds;
import dev.ocpv.testkit.simulator.Versions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Builds the cluster of {@link Scenarios#bareMetal}: each object is written under the name of who writes it in reality. */
final class BareMetal {

    private static final String NAMESPACE = "openshift-cnv";
    private static final List<String> NAMESPACES = List.of(
            NAMESPACE, "openshift-marketplace", "openshift-storage", "openshift-virtualization-os-images", "openshift");

    private final TestCluster cluster;

    private BareMetal(TestCluster cluster) {
        this.cluster = cluster;
    }

    static void build(TestCluster cluster) {
        var bareMetal = new BareMetal(cluster);
        bareMetal.nodes();
        bareMetal.storage();
        bareMetal.operator();
        cluster.settle();
        bareMetal.hyperConverged();
    }

    static void nodes(TestCluster cluster) {
        new BareMetal(cluster).nodes();
    }

    private void nodes() {
        try (var client = cluster.client("kubelet")) {
            for (var name : NAMESPACES) {
                client.resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                        .create();
            }
            for (var i = 0; i < 3; i++) {
                create(client, node("master-" + i, List.of("control-plane", "master"), "master"));
                create(client, node("infra-" + i, List.of("infra"), "infra"));
            }
            for (var i = 0; i < 6; i++) {
                create(client, node("worker-" + i, List.of("worker"), ""));
            }
        }
    }

    private static void create(KubernetesClient client, Node node) {
        client.resource(node).create();
        client.nodes()
                .withName(node.getMetadata().getName())
                .editStatus(created ->
                        new NodeBuilder(created).withStatus(node.getStatus()).build());
    }

    private static Node node(String name, List<String> roles, String taint) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("kubernetes.io/arch", "amd64");
        labels.put("kubernetes.io/hostname", name);
        labels.put("kubernetes.io/os", "linux");
        roles.forEach(role -> labels.put("node-role.kubernetes.io/" + role, ""));
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withAllocatable(allocatable(taint.isEmpty()))
                .withCapacity(allocatable(taint.isEmpty()))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .endCondition()
                .endStatus()
                .build();
        return taint.isEmpty()
                ? node
                : new NodeBuilder(node)
                        .editSpec()
                        .addNewTaint("NoSchedule", "node-role.kubernetes.io/" + taint, null, null)
                        .endSpec()
                        .build();
    }

    private static Map<String, Quantity> allocatable(boolean virtualizes) {
        var resources = new LinkedHashMap<String, Quantity>();
        resources.put("cpu", new Quantity("64"));
        resources.put("memory", new Quantity("256Gi"));
        resources.put("pods", new Quantity("250"));
        if (virtualizes) {
            resources.put("devices.kubevirt.io/kvm", new Quantity("1k"));
        }
        return resources;
    }

    private void storage() {
        try (var client = cluster.client("ocs-operator")) {
            load(client, "storage.yaml");
        }
    }

    private void operator() {
        try (var client = cluster.client("kubectl-create")) {
            load(client, "operator.yaml");
        }
        try (var client = cluster.client("olm")) {
            var csv = document("csv.yaml");
            var version = Versions.operator(cluster.release());
            csv.getMetadata().setName(Versions.clusterServiceVersion(cluster.release()));
            asMap(csv.get("spec")).put("version", version);
            client.genericKubernetesResources(Kinds.CLUSTER_SERVICE_VERSION)
                    .inNamespace(NAMESPACE)
                    .resource(csv)
                    .create();
        }
    }

    /** The console creates it empty, so that every default of the API comes to belong to the browser. */
    private void hyperConverged() {
        try (var browser = cluster.client("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")) {
            create(browser, Kinds.HYPER_CONVERGED, document("hyperconverged.yaml"));
        }
    }

    private static void create(
            KubernetesClient client, ResourceDefinitionContext kind, GenericKubernetesResource object) {
        client.genericKubernetesResources(kind)
                .inNamespace(NAMESPACE)
                .resource(object)
                .create();
    }

    private static void load(KubernetesClient client, String name) {
        var bytes = text(name).getBytes(StandardCharsets.UTF_8);
        client.load(new ByteArrayInputStream(bytes))
                .items()
                .forEach(item -> client.resource(item).create());
    }

    private static GenericKubernetesResource document(String name) {
        return Serialization.unmarshal(text(name), GenericKubernetesResource.class);
    }

    private static String text(String name) {
        try (var stream = Objects.requireNonNull(BareMetal.class.getResourceAsStream("scenario/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // documents are YAML: their keys are texts
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }
}
