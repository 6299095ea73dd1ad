package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plays the HyperConverged Cluster Operator: one custom resource in, four out, and their conditions gathered. */
public final class HyperConvergedSimulator extends OperandSimulator {

    /** The only name that the operator takes care of. */
    public static final String NAME = "kubevirt-hyperconverged";

    private static final String FINALIZER = "kubevirt.io/hyperconverged";
    private static final String AUTOPILOT = "platform.kubevirt.io/autopilot";
    private static final long NO_OVERCOMMIT = 100;
    private static final List<Operand> OPERANDS = List.of(
            new Operand(Kinds.KUBE_VIRT, "kubevirt-" + NAME),
            new Operand(Kinds.CDI, "cdi-" + NAME),
            new Operand(Kinds.NETWORK_ADDONS, "cluster"),
            new Operand(Kinds.SSP, "ssp-" + NAME));

    private final Map<Operand, Written> written = new HashMap<>();
    private Optional<String> rejecting = Optional.empty();

    public HyperConvergedSimulator() {
        super(
                "hyperconverged-cluster-operator",
                Kinds.HYPER_CONVERGED,
                "KubeVirt",
                "CDI",
                "NetworkAddonsConfig",
                "SSP");
    }

    private record Operand(ResourceDefinitionContext kind, String name) {}

    /** What was written last, since the server's defaults make it look different from what is wanted. */
    private record Written(Map<String, Object> spec, long generation) {}

    /** From now on its webhook refuses every write of a HyperConverged, and says why, until it is told to {@link #behave()}. */
    public void reject(String reason) {
        rejecting = Optional.of(reason);
    }

    @Override
    protected void forget() {
        super.forget();
        rejecting = Optional.empty();
        written.clear();
    }

    @Override
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        var isOperand =
                OPERANDS.stream().anyMatch(operand -> operand.kind().getKind().equals(changed.kind()));
        return isOperand
                ? Stream.of(new Key("HyperConverged", operatorNamespace(), NAME))
                : super.triggers(changed, owner);
    }

    @Override
    List<Workload> workloads(GenericKubernetesResource hyperConverged) {
        var tree = hyperConverged.getAdditionalProperties();
        var infra = Placement.at(client(), tree, "spec.infra.nodePlacement").orElse(Placement.NONE);
        var workloads = new ArrayList<>(List.of(
                Workload.deployment(
                        "kubevirt-console-plugin",
                        Map.entry("app.kubernetes.io/component", "kubevirt-console-plugin"),
                        1,
                        infra),
                Workload.deployment(
                        "kubevirt-apiserver-proxy",
                        Map.entry("app.kubernetes.io/component", "kubevirt-apiserver-proxy"),
                        1,
                        infra)));
        // wasp-agent runs where the shared services run, although it is the workers that swap.
        if (swaps(hyperConverged)) {
            workloads.add(Workload.daemonSet("wasp-agent", Map.entry("name", "wasp-agent"), infra));
        }
        return workloads;
    }

    private boolean swaps(GenericKubernetesResource hyperConverged) {
        var annotations = hyperConverged.getMetadata().getAnnotations();
        var percent = Trees.longAt(
                hyperConverged.getAdditionalProperties(), "spec.higherWorkloadDensity.memoryOvercommitPercentage");
        return Versions.deploysWasp(release())
                && percent > NO_OVERCOMMIT
                && (annotations == null || !annotations.containsKey(AUTOPILOT));
    }

    @Override
    void reconcile(GenericKubernetesResource hyperConverged) {
        if (!hyperConverged.getMetadata().getName().equals(NAME)) {
            refuse(hyperConverged);
        } else if (hyperConverged.getMetadata().getDeletionTimestamp() != null) {
            remove(hyperConverged);
        } else {
            if (Trees.at(hyperConverged.getAdditionalProperties(), "status.conditions")
                    .isEmpty()) {
                initialise(hyperConverged);
            }
            keep(hyperConverged);
            if (!swaps(hyperConverged)) {
                removeDaemonSet("wasp-agent");
            }
            ensureOperands(hyperConverged);
            gather(hyperConverged);
            adopt();
        }
    }

    private void initialise(GenericKubernetesResource hyperConverged) {
        var text = "Initializing HyperConverged cluster";
        var conditions = new Conditions(Map.of(), now())
                .add("ReconcileComplete", "Unknown", "Init", text)
                .add("Available", "False", "Init", text)
                .add("Progressing", "True", "Init", text)
                .add("Degraded", "False", "Init", text)
                .add("Upgradeable", "Unknown", "Init", text);
        write(hyperConverged, new LinkedHashMap<>(), conditions);
    }

    private void refuse(GenericKubernetesResource hyperConverged) {
        var conditions = new Conditions(hyperConverged.getAdditionalProperties(), now())
                .add(
                        "ReconcileComplete",
                        "False",
                        "InvalidRequest",
                        "HyperConverged must be called %s, in namespace %s".formatted(NAME, operatorNamespace()));
        for (var type : List.of("Available", "Progressing", "Degraded", "Upgradeable")) {
            conditions.add(type, "Unknown", "StatusUnknown", "Unknown Status");
        }
        write(hyperConverged, new LinkedHashMap<>(), conditions);
    }

    private void ensureOperands(GenericKubernetesResource hyperConverged) {
        var spec = Trees.mapAt(hyperConverged.getAdditionalProperties(), "spec");
        var propagation = new HyperConvergedPropagation(release(), nodes("master"), nodes("worker"));
        ensure(OPERANDS.get(0), propagation.kubeVirt(spec));
        ensure(OPERANDS.get(1), propagation.cdi(spec));
        ensure(OPERANDS.get(2), propagation.networkAddons(spec));
        ensure(OPERANDS.get(3), propagation.ssp(spec));
    }

    private void ensure(Operand operand, Map<String, Object> spec) {
        var live = api().get(operand.kind(), operatorNamespace(), operand.name());
        if (live.isPresent()) {
            var generation = live.get().getMetadata().getGeneration();
            var as = new Written(spec, generation == null ? 0 : generation);
            if (!as.equals(written.get(operand))) {
                var updated = api().updateSpec(operand.kind(), live.get(), spec)
                        .getMetadata()
                        .getGeneration();
                written.put(operand, new Written(spec, updated == null ? 0 : updated));
            }
            return;
        }
        var blank = api().blank(operand.kind(), operatorNamespace(), operand.name());
        blank.getMetadata().setLabels(Map.of("app", NAME));
        blank.setAdditionalProperty("spec", spec);
        api().create(operand.kind(), blank);
    }

    private int nodes(String role) {
        return client().nodes()
                .withLabel("node-role.kubernetes.io/" + role)
                .list()
                .getItems()
                .size();
    }

    private void gather(GenericKubernetesResource hyperConverged) {
        var live = api().get(Kinds.HYPER_CONVERGED, operatorNamespace(), NAME).orElse(hyperConverged);
        var gathered = new GatheredConditions();
        for (var operand : OPERANDS) {
            api().get(operand.kind(), operatorNamespace(), operand.name()).ifPresent(gathered::add);
        }
        degraded().ifPresent(gathered::degrade);
        var status = new LinkedHashMap<>(Trees.mapAt(live.getAdditionalProperties(), "status"));
        status.put("infrastructureHighlyAvailable", nodes("worker") >= 2);
        status.putIfAbsent("dataImportSchedule", "17 3/12 * * *");
        status.put("systemHealthStatus", gathered.health());
        status.put(
                "versions",
                List.of(new LinkedHashMap<>(Map.of("name", "operator", "version", Versions.operator(release())))));
        write(live, status, gathered.conditions(live.getAdditionalProperties(), now()));
    }

    private void write(GenericKubernetesResource hyperConverged, Map<String, Object> status, Conditions conditions) {
        var generation = hyperConverged.getMetadata().getGeneration();
        conditions.list().forEach(condition -> condition.put("observedGeneration", generation));
        status.put("conditions", conditions.list());
        status.put("observedGeneration", generation);
        api().updateStatus(Kinds.HYPER_CONVERGED, hyperConverged, status);
    }

    /** The operator writes its label and its finalizer after the status, so that its own webhook knows the cluster by then. */
    private void adopt() {
        var live = api().get(Kinds.HYPER_CONVERGED, operatorNamespace(), NAME).orElseThrow();
        var labels = new LinkedHashMap<String, String>(
                live.getMetadata().getLabels() == null
                        ? Map.of()
                        : live.getMetadata().getLabels());
        var finalizers = live.getMetadata().getFinalizers();
        if (NAME.equals(labels.get("app")) && finalizers.contains(FINALIZER)) {
            return;
        }
        labels.put("app", NAME);
        live.getMetadata().setLabels(labels);
        if (!finalizers.contains(FINALIZER)) {
            live.addFinalizer(FINALIZER);
        }
        api().at(Kinds.HYPER_CONVERGED, live).update();
    }

    private void remove(GenericKubernetesResource hyperConverged) {
        OPERANDS.forEach(operand -> api().delete(operand.kind(), operatorNamespace(), operand.name()));
        if (hyperConverged.removeFinalizer(FINALIZER)) {
            api().at(Kinds.HYPER_CONVERGED, hyperConverged).update();
        }
    }

    @Override
    protected Optional<AdmissionHook> admission() {
        return Optional.of(new HyperConvergedWebhook(this, () -> rejecting));
    }

    String namespace() {
        return operatorNamespace();
    }

    boolean isAt(Release first) {
        return release().compareTo(first) >= 0;
    }

    Optional<Placement> placement(Map<String, Object> tree, String path) {
        return Placement.at(client(), tree, path);
    }

    /** {@return the operand that an update would not find} */
    Optional<String> missingOperand() {
        return OPERANDS.stream()
                .filter(operand -> api().get(operand.kind(), operatorNamespace(), operand.name())
                        .isEmpty())
                .findFirst()
                .map(operand -> "%s.%s \"%s\""
                        .formatted(operand.kind().getPlural(), operand.kind().getGroup(), operand.name()));
    }

    /** {@return whether the Deployment of the webhook exists and has no pod that answers} */
    boolean isWebhookAway() {
        var deployment = client().apps()
                .deployments()
                .inNamespace(operatorNamespace())
                .withName("hco-webhook")
                .get();
        return deployment != null && !Rollout.isAvailable(deployment);
    }
}
