package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plays the Operator Lifecycle Manager for one installed operator: its Deployments follow the Subscription's config. */
public final class OlmSimulator extends Simulator {

    private static final String HASH = "olm.deployment-spec-hash";

    private boolean stuck;

    public OlmSimulator() {
        super("olm", Set.of("Subscription", "ClusterServiceVersion", "Deployment"));
    }

    /** From now on it looks at nothing any more, until it is told to {@link #behave()}. */
    public void getStuck() {
        stuck = true;
    }

    @Override
    protected void forget() {
        stuck = false;
    }

    @Override
    protected Stream<Key> everything() {
        return api().list(Kinds.CLUSTER_SERVICE_VERSION).stream().map(Key::of);
    }

    @Override
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        return switch (changed.kind()) {
            case "Subscription" ->
                api().list(Kinds.CLUSTER_SERVICE_VERSION).stream()
                        .filter(csv ->
                                changed.namespace().equals(csv.getMetadata().getNamespace()))
                        .map(Key::of);
            case "Deployment" -> owner.filter(key -> key.kind().equals("ClusterServiceVersion")).stream();
            default -> Stream.of(changed);
        };
    }

    @Override
    protected Optional<Duration> reconcile(Key key) {
        if (stuck) {
            return Optional.empty();
        }
        return api().get(Kinds.CLUSTER_SERVICE_VERSION, key.namespace(), key.name())
                .flatMap(this::install);
    }

    private Optional<Duration> install(GenericKubernetesResource csv) {
        var config = config(csv);
        var changed = false;
        var complete = true;
        for (var entry : Trees.listAt(csv.getAdditionalProperties(), "spec.install.spec.deployments")) {
            var wanted = wanted(csv, entry, config);
            var live = client().apps()
                    .deployments()
                    .inNamespace(csv.getMetadata().getNamespace())
                    .withName(wanted.getMetadata().getName())
                    .get();
            if (live == null || !hash(wanted).equals(hash(live))) {
                live = write(live == null ? wanted : over(live, wanted), live == null);
                changed = true;
            }
            complete &= Rollout.isComplete(live);
        }
        phase(csv, changed, complete);
        installed(csv);
        return Optional.empty();
    }

    /** Only the Subscription that installed this very version counts. */
    private OperatorConfig config(GenericKubernetesResource csv) {
        return api().list(Kinds.SUBSCRIPTION).stream()
                .filter(subscription -> isOf(subscription, csv))
                .findFirst()
                .flatMap(subscription -> Trees.at(subscription.getAdditionalProperties(), "spec.config"))
                .map(config -> client().getKubernetesSerialization().convertValue(config, OperatorConfig.class))
                .orElse(OperatorConfig.NONE);
    }

    private static boolean isOf(GenericKubernetesResource subscription, GenericKubernetesResource csv) {
        return subscription
                        .getMetadata()
                        .getNamespace()
                        .equals(csv.getMetadata().getNamespace())
                && csv.getMetadata()
                        .getName()
                        .equals(Trees.textAt(subscription.getAdditionalProperties(), "status.installedCSV"));
    }

    private Deployment wanted(GenericKubernetesResource csv, Map<String, Object> entry, OperatorConfig config) {
        var original = client().getKubernetesSerialization()
                .convertValue(Map.of("spec", Trees.copy(entry.getOrDefault("spec", Map.of()))), Deployment.class);
        var deployment = OperatorConfigInjection.inject(
                new DeploymentBuilder(original)
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withNewMetadata()
                        .withName(Trees.textAt(entry, "name"))
                        .withNamespace(csv.getMetadata().getNamespace())
                        .withOwnerReferences(Workload.ownedBy(csv))
                        .endMetadata()
                        .build(),
                config);
        deployment.getSpec().setRevisionHistoryLimit(1);
        var labels = new LinkedHashMap<String, String>();
        labels.put("olm.managed", "true");
        labels.put("olm.owner", csv.getMetadata().getName());
        labels.put(HASH, Revision.hash(client().getKubernetesSerialization().asJson(deployment.getSpec())));
        deployment.getMetadata().setLabels(labels);
        return deployment;
    }

    /** Who edits the Deployment but leaves this label alone is not noticed until the next installation. */
    private static String hash(Deployment deployment) {
        var labels = deployment.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(HASH, "");
    }

    private static Deployment over(Deployment live, Deployment wanted) {
        live.getMetadata().setLabels(wanted.getMetadata().getLabels());
        live.getMetadata().setAnnotations(wanted.getMetadata().getAnnotations());
        live.setSpec(wanted.getSpec());
        return live;
    }

    private Deployment write(Deployment deployment, boolean create) {
        var resource = client().apps()
                .deployments()
                .inNamespace(deployment.getMetadata().getNamespace())
                .resource(deployment);
        return create ? resource.create() : resource.update();
    }

    private void phase(GenericKubernetesResource csv, boolean changed, boolean complete) {
        var phase = Trees.textAt(csv.getAdditionalProperties(), "status.phase");
        if (changed && phase.equals("Succeeded")) {
            csv = write(csv, "InstallReady", "ComponentUnhealthy", "installing: deployment changed");
        }
        if (complete) {
            write(csv, "Succeeded", "InstallSucceeded", "install strategy completed with no errors");
        } else {
            write(csv, "Installing", "InstallWaiting", "installing: waiting for deployments to become ready");
        }
    }

    private GenericKubernetesResource write(
            GenericKubernetesResource csv, String phase, String reason, String message) {
        var before = Trees.mapAt(csv.getAdditionalProperties(), "status");
        if (phase.equals(before.get("phase"))) {
            return csv;
        }
        var status = new LinkedHashMap<>(before);
        var time = now().truncatedTo(ChronoUnit.SECONDS).toString();
        status.put("lastTransitionTime", time);
        status.put("lastUpdateTime", time);
        status.put("message", message);
        status.put("phase", phase);
        status.put("reason", reason);
        return api().updateStatus(Kinds.CLUSTER_SERVICE_VERSION, csv, status);
    }

    /** The Subscription calls itself up to date as soon as the version exists, whatever phase that is in. */
    private void installed(GenericKubernetesResource csv) {
        api().list(Kinds.SUBSCRIPTION).stream()
                .filter(subscription -> subscription
                                .getMetadata()
                                .getNamespace()
                                .equals(csv.getMetadata().getNamespace())
                        && Trees.textAt(subscription.getAdditionalProperties(), "status.installedCSV")
                                .isEmpty())
                .forEach(subscription -> {
                    var status = new LinkedHashMap<>(Trees.mapAt(subscription.getAdditionalProperties(), "status"));
                    status.put("currentCSV", csv.getMetadata().getName());
                    status.put("installedCSV", csv.getMetadata().getName());
                    status.put(
                            "lastUpdated", now().truncatedTo(ChronoUnit.SECONDS).toString());
                    status.put("state", "AtLatestKnown");
                    api().updateStatus(Kinds.SUBSCRIPTION, subscription, status);
                });
    }
}
