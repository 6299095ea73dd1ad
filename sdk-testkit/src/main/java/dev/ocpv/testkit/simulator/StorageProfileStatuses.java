package dev.ocpv.testkit.simulator;

import dev.ocpv.model.catalog.Release;
import dev.ocpv.testkit.simulator.StorageCapabilities.Advice;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How CDI fills in the status of a StorageProfile: what the profile's spec says, else what it knows of the driver, else a guess.
 *
 * @param release the release that CDI is of
 * @param snapshotClasses all VolumeSnapshotClasses
 * @param volumes all PersistentVolumes, of which those without a provisioner say what they can do
 */
record StorageProfileStatuses(
        Release release, List<GenericKubernetesResource> snapshotClasses, List<PersistentVolume> volumes) {

    private static final String CLONE_ANNOTATION = "cdi.kubevirt.io/clone-strategy";
    private static final String SNAPSHOT_DEFAULT = "snapshot.storage.kubernetes.io/is-default-class";
    private static final String SNAPSHOT = "snapshot";
    private static final Set<String> CLONE_STRATEGIES = Set.of("copy", SNAPSHOT, "csi-clone");

    /** {@return the new status, or nothing when CDI cannot make sense of the spec: the old status stays, and nobody says why} */
    Optional<Map<String, Object>> of(StorageClass storageClass, GenericKubernetesResource profile, Instant now) {
        var spec = Trees.mapAt(profile.getAdditionalProperties(), "spec");
        var sets = Trees.listAt(spec, "claimPropertySets");
        var named = Trees.textAt(spec, "snapshotClass");
        if (sets.stream().anyMatch(StorageProfileStatuses::isIncomplete) || (!named.isEmpty() && !exists(named))) {
            return Optional.empty();
        }
        var advice = StorageCapabilities.of(release).advice(storageClass.getProvisioner(), parameters(storageClass));
        var snapshotClass = snapshotClass(storageClass, named)
                .or(() -> Optional.of(Trees.textAt(profile.getAdditionalProperties(), "status.snapshotClass"))
                        .filter(before -> !before.isEmpty()));
        var status = new LinkedHashMap<String, Object>();
        var claims = sets.isEmpty() ? claims(storageClass, advice) : Trees.copy(sets);
        if (!claims.equals(List.of())) {
            status.put("claimPropertySets", claims);
        }
        status.put("cloneStrategy", cloneStrategy(storageClass, spec, advice, snapshotClass.isPresent()));
        if (release.compareTo(Release.OCP_4_22) >= 0) {
            status.put("conditions", recognized(profile, advice.isPresent(), now));
        }
        status.put("dataImportCronSourceFormat", importFormat(spec, advice, snapshotClass.isPresent()));
        status.put("provisioner", storageClass.getProvisioner());
        snapshotClass.ifPresent(name -> status.put("snapshotClass", name));
        status.put("storageClass", storageClass.getMetadata().getName());
        return Optional.of(status);
    }

    private static boolean isIncomplete(Map<String, Object> set) {
        return Trees.at(set, "accessModes")
                        .filter(modes -> !modes.equals(List.of()))
                        .isEmpty()
                || Trees.textAt(set, "volumeMode").isEmpty();
    }

    private boolean exists(String name) {
        return snapshotClasses.stream()
                .anyMatch(found -> found.getMetadata().getName().equals(name));
    }

    private List<Map<String, Object>> claims(StorageClass storageClass, Optional<Advice> advice) {
        var modes = storageClass.getProvisioner().equals("kubernetes.io/no-provisioner")
                ? modesOfVolumes(storageClass.getMetadata().getName())
                : advice.map(Advice::modes).orElse(List.of());
        return modes.stream().map(ClaimMode::toClaimPropertySet).toList();
    }

    private List<ClaimMode> modesOfVolumes(String storageClass) {
        return volumes.stream()
                .filter(volume -> storageClass.equals(volume.getSpec().getStorageClassName()))
                .flatMap(volume -> volume.getSpec().getAccessModes().stream()
                        .map(mode -> new ClaimMode(
                                mode,
                                volume.getSpec().getVolumeMode() == null
                                        ? "Filesystem"
                                        : volume.getSpec().getVolumeMode())))
                .distinct()
                .toList();
    }

    private static String cloneStrategy(
            StorageClass storageClass, Map<String, Object> spec, Optional<Advice> advice, boolean snapshots) {
        var wanted = Trees.textAt(spec, "cloneStrategy");
        var annotations = storageClass.getMetadata().getAnnotations();
        if (!wanted.isEmpty()) {
            return wanted;
        }
        if (annotations != null && annotations.containsKey(CLONE_ANNOTATION)) {
            var annotated = annotations.get(CLONE_ANNOTATION);
            return CLONE_STRATEGIES.contains(annotated) ? annotated : "";
        }
        var advised = advice.flatMap(Advice::cloneStrategy).orElse(SNAPSHOT);
        return advised.equals(SNAPSHOT) && !snapshots ? "copy" : advised;
    }

    private static String importFormat(Map<String, Object> spec, Optional<Advice> advice, boolean snapshots) {
        var wanted = Trees.textAt(spec, "dataImportCronSourceFormat");
        if (!wanted.isEmpty()) {
            return wanted;
        }
        return advice.flatMap(Advice::importFormat).filter(format -> snapshots).orElse("pvc");
    }

    /** The named one if it is of the same driver; else the default one of the driver; else the first by name. */
    private Optional<String> snapshotClass(StorageClass storageClass, String named) {
        var ofDriver = snapshotClasses.stream()
                .filter(found ->
                        storageClass.getProvisioner().equals(Trees.textAt(found.getAdditionalProperties(), "driver")))
                .sorted(Comparator.comparing(found -> found.getMetadata().getName()))
                .toList();
        if (!named.isEmpty()) {
            return names(ofDriver.stream()).filter(named::equals).findFirst();
        }
        return names(ofDriver.stream().filter(StorageProfileStatuses::isDefault))
                .findFirst()
                .or(() -> names(ofDriver.stream()).findFirst());
    }

    private static Stream<String> names(Stream<GenericKubernetesResource> classes) {
        return classes.map(found -> found.getMetadata().getName());
    }

    private static boolean isDefault(GenericKubernetesResource found) {
        var annotations = found.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(SNAPSHOT_DEFAULT));
    }

    private static List<Map<String, Object>> recognized(GenericKubernetesResource profile, boolean known, Instant now) {
        return new Conditions(profile.getAdditionalProperties(), now)
                .add(
                        "Recognized",
                        known ? "True" : "False",
                        known ? "RecognizedProvisioner" : "UnrecognizedProvisioner",
                        known ? "Provisioner is recognized" : "Provisioner is not recognized")
                .list();
    }

    private static Map<String, String> parameters(StorageClass storageClass) {
        return storageClass.getParameters() == null ? Map.of() : storageClass.getParameters();
    }
}
