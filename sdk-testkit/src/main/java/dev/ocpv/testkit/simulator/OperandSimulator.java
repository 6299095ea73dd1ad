package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operator that turns one custom resource into Deployments and DaemonSets, and says how they are. */
public abstract class OperandSimulator extends Simulator {

    private static final String HASH = "operator.openshift.io/spec-hash";

    private final ResourceDefinitionContext kind;
    private @Nullable String degraded;
    private boolean stuck;

    OperandSimulator(String userAgent, ResourceDefinitionContext kind, String... alsoWatches) {
        super(userAgent, watches(kind, alsoWatches));
        this.kind = kind;
    }

    private static Set<String> watches(ResourceDefinitionContext kind, String... also) {
        var watches = new LinkedHashSet<>(List.of(kind.getKind(), "Deployment", "DaemonSet"));
        watches.addAll(List.of(also));
        return watches;
    }

    /** From now on its custom resource is Degraded, and says why, until it is told to {@link #behave()}. */
    public final void degrade(String reason) {
        degraded = reason;
        lookAgain();
    }

    @Override
    protected Stream<Key> everything() {
        return api().list(kind).stream().map(Key::of);
    }

    /** From now on it looks at nothing any more, until it is told to {@link #behave()}. */
    public final void getStuck() {
        stuck = true;
    }

    @Override
    protected void forget() {
        degraded = null;
        stuck = false;
    }

    /** {@return what the custom resource asks for} */
    abstract List<Workload> workloads(GenericKubernetesResource resource);

    /** Adds what its status says beside conditions. */
    void describe(GenericKubernetesResource resource, Map<String, Object> status) {
        status.put("phase", "Deployed");
    }

    @Override
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        if (changed.kind().equals(kind.getKind())) {
            return Stream.of(changed);
        }
        return owner.filter(key -> key.kind().equals(kind.getKind())).stream();
    }

    @Override
    protected Optional<Duration> reconcile(Key key) {
        if (!stuck && key.kind().equals(kind.getKind())) {
            var scope = kind.isNamespaceScoped() ? operatorNamespace() : "";
            api().get(kind, scope, key.name()).ifPresentOrElse(this::reconcile, () -> collect(key));
        }
        return Optional.empty();
    }

    void reconcile(GenericKubernetesResource resource) {
        report(resource, keep(resource));
    }

    /** {@return the names of those workloads that are not rolled out} */
    final List<String> keep(GenericKubernetesResource resource) {
        var workloads = workloads(resource);
        var waiting = new ArrayList<String>();
        for (var workload : workloads) {
            var done = workload.isDaemonSet() ? keepDaemonSet(resource, workload) : keepDeployment(resource, workload);
            if (!done) {
                waiting.add(workload.name());
            }
        }
        return waiting;
    }

    /** {@return why a test wants the custom resource to be Degraded} */
    final Optional<String> degraded() {
        return Optional.ofNullable(degraded);
    }

    private boolean keepDeployment(GenericKubernetesResource owner, Workload workload) {
        var wanted = workload.toDeployment(owner, operatorNamespace());
        var hash = stamp(wanted, wanted.getSpec().getTemplate());
        var deployments = client().apps().deployments().inNamespace(operatorNamespace());
        var live = deployments.withName(workload.name()).get();
        if (live == null) {
            live = deployments.resource(wanted).create();
        } else if (!isStamped(live, hash) || live.getSpec().getReplicas() != workload.replicas()) {
            live.getMetadata().setAnnotations(wanted.getMetadata().getAnnotations());
            live.getSpec().setTemplate(wanted.getSpec().getTemplate());
            live.getSpec().setReplicas(workload.replicas());
            live = deployments.resource(live).update();
        }
        return Rollout.isComplete(live);
    }

    private boolean keepDaemonSet(GenericKubernetesResource owner, Workload workload) {
        var wanted = workload.toDaemonSet(owner, operatorNamespace());
        var hash = stamp(wanted, wanted.getSpec().getTemplate());
        var sets = client().apps().daemonSets().inNamespace(operatorNamespace());
        var live = sets.withName(workload.name()).get();
        if (live == null) {
            live = sets.resource(wanted).create();
        } else if (!isStamped(live, hash)) {
            live.getMetadata().setAnnotations(wanted.getMetadata().getAnnotations());
            live.getSpec().setTemplate(wanted.getSpec().getTemplate());
            live = sets.resource(live).update();
        }
        return Rollout.isComplete(live);
    }

    /** The server fills in defaults, so what was written last is known by its hash only. */
    private String stamp(HasMetadata wanted, PodTemplateSpec template) {
        var hash = Revision.hash(client().getKubernetesSerialization().asJson(template));
        wanted.getMetadata().setAnnotations(new LinkedHashMap<>(Map.of(HASH, hash)));
        return hash;
    }

    private static boolean isStamped(HasMetadata live, String hash) {
        var annotations = live.getMetadata().getAnnotations();
        return annotations != null && hash.equals(annotations.get(HASH));
    }

    /** Removes what belonged to a custom resource that is gone. */
    private void collect(Key gone) {
        client().apps().deployments().inNamespace(operatorNamespace()).list().getItems().stream()
                .filter(found -> Pods.isOwnedBy(found, gone))
                .forEach(found -> client().resource(found).delete());
        client().apps().daemonSets().inNamespace(operatorNamespace()).list().getItems().stream()
                .filter(found -> Pods.isOwnedBy(found, gone))
                .forEach(found -> client().resource(found).delete());
    }

    /** Removes a DaemonSet that is no longer wanted. */
    final void removeDaemonSet(String name) {
        var found =
                client().apps().daemonSets().inNamespace(operatorNamespace()).withName(name);
        if (found.get() != null) {
            found.delete();
        }
    }

    private void report(GenericKubernetesResource resource, List<String> waiting) {
        var status = new LinkedHashMap<>(Trees.mapAt(resource.getAdditionalProperties(), "status"));
        var conditions = new Conditions(resource.getAdditionalProperties(), now());
        if (degraded != null) {
            conditions.add("Available", "False", "Degraded", degraded);
            conditions.add("Progressing", "False", "Degraded", degraded);
            conditions.add("Degraded", "True", "Degraded", degraded);
        } else {
            var ready = waiting.isEmpty();
            var text = ready ? "All components are ready." : "Waiting for " + String.join(", ", waiting) + ".";
            var reason = ready ? "AllComponentsReady" : "DeploymentInProgress";
            conditions.add("Available", ready ? "True" : "False", reason, text);
            conditions.add("Progressing", ready ? "False" : "True", reason, text);
            conditions.add("Degraded", "False", reason, text);
        }
        status.put("conditions", conditions.list());
        describe(resource, status);
        api().updateStatus(kind, resource, status);
    }
}
