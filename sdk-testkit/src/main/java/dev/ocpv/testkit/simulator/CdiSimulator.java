package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plays the Containerized Data Importer: its own components, and a StorageProfile for each StorageClass. */
public final class CdiSimulator extends OperandSimulator {

    private static final String CONTROLLER = "CDI";

    public CdiSimulator() {
        super("cdi-controller", Kinds.CDI, "StorageClass", "StorageProfile", "VolumeSnapshotClass", "PersistentVolume");
    }

    @Override
    List<Workload> workloads(GenericKubernetesResource cdi) {
        var infra = Placement.at(client(), cdi.getAdditionalProperties(), "spec.infra")
                .orElse(Placement.NONE);
        return Stream.of("cdi-apiserver", "cdi-deployment", "cdi-uploadproxy")
                .map(name -> Workload.deployment(name, Map.entry("cdi.kubevirt.io", name), 1, infra))
                .toList();
    }

    @Override
    void describe(GenericKubernetesResource cdi, Map<String, Object> status) {
        status.put("observedVersion", Versions.operator(release()));
        status.put("operatorVersion", Versions.operator(release()));
        status.put("phase", "Deployed");
        status.put("targetVersion", Versions.operator(release()));
    }

    @Override
    protected Stream<Key> triggers(Key changed, Optional<Key> owner) {
        return switch (changed.kind()) {
            case "StorageClass", "StorageProfile" -> Stream.of(profile(changed.name()));
            case "CDI", "VolumeSnapshotClass", "PersistentVolume" ->
                Stream.concat(
                        super.triggers(changed, owner),
                        client().storage().v1().storageClasses().list().getItems().stream()
                                .map(sc -> profile(sc.getMetadata().getName())));
            default -> super.triggers(changed, owner);
        };
    }

    private static Key profile(String name) {
        return new Key("StorageProfile", "", name);
    }

    @Override
    protected Optional<Duration> reconcile(Key key) {
        if (!key.kind().equals("StorageProfile")) {
            return super.reconcile(key);
        }
        var storageClass =
                client().storage().v1().storageClasses().withName(key.name()).get();
        var live = api().get(Kinds.STORAGE_PROFILE, "", key.name());
        if (storageClass == null) {
            live.ifPresent(profile -> api().delete(Kinds.STORAGE_PROFILE, "", key.name()));
            return Optional.empty();
        }
        api().list(Kinds.CDI).stream().findFirst().ifPresent(cdi -> keepProfile(storageClass, live, cdi));
        return Optional.empty();
    }

    private void keepProfile(
            StorageClass storageClass, Optional<GenericKubernetesResource> live, GenericKubernetesResource cdi) {
        var profile = live.orElseGet(() -> blank(storageClass.getMetadata().getName(), cdi));
        var status = statuses().of(storageClass, profile, now());
        if (live.isEmpty()) {
            // Where the status is part of the object, CDI writes both at once: the profile stays at generation 1.
            status.ifPresent(first -> profile.setAdditionalProperty("status", first));
            api().create(Kinds.STORAGE_PROFILE, profile);
        } else {
            status.ifPresent(next -> api().updateStatus(Kinds.STORAGE_PROFILE, profile, next));
        }
    }

    private StorageProfileStatuses statuses() {
        return new StorageProfileStatuses(
                release(),
                api().list(Kinds.VOLUME_SNAPSHOT_CLASS),
                client().persistentVolumes().list().getItems());
    }

    private GenericKubernetesResource blank(String name, HasMetadata cdi) {
        var profile = api().blank(Kinds.STORAGE_PROFILE, "", name);
        var labels = new LinkedHashMap<String, String>();
        labels.put("app", "containerized-data-importer");
        labels.put("app.kubernetes.io/component", "storage");
        labels.put("app.kubernetes.io/managed-by", "cdi-controller");
        labels.put("app.kubernetes.io/part-of", "hyperconverged-cluster");
        labels.put("app.kubernetes.io/version", Versions.operator(release()));
        labels.put("cdi.kubevirt.io", "");
        profile.getMetadata().setLabels(labels);
        var owner = Workload.ownedBy(cdi);
        owner.setKind(CONTROLLER);
        profile.getMetadata().setOwnerReferences(List.of(owner));
        profile.setAdditionalProperty("spec", new LinkedHashMap<String, Object>());
        return profile;
    }
}
